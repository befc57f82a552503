/*
 * Copyright 2026 the Waypost authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.waypost.api.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The octets of a message: header and body, dots unstuffed, without the final {@code .CRLF}.
 *
 * <p>It is in memory or in a temporary file, which the caller cannot tell apart; it can be read any
 * number of times, each time from the start, in blocks. It is valid until the call that handed it
 * over returns.
 */
public interface MailContent {

  /** Number of octets. */
  long size();

  /** A new stream over all octets; close it. */
  InputStream open() throws IOException;

  /** Writes all octets, in blocks; the stream stays open. */
  void writeTo(OutputStream out) throws IOException;

  /** Whether a line holds an octet above 127, so that 8BITMIME is needed to pass it on. */
  boolean hasEightBit();
}
