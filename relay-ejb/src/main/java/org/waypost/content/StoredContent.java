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
package org.waypost.content;

import java.io.InputStream;
import java.util.Optional;
import org.waypost.api.mail.MessageId;

/** Reads the bytes of messages that are stored: captured or parked. */
public interface StoredContent {

  /** The octets of a message, trace headers included; empty when they are not stored. */
  Optional<Content> open(MessageId id);

  /**
   * Stored octets.
   *
   * @param size number of octets
   * @param stream over them, read block by block; the caller closes it
   */
  record Content(long size, InputStream stream) {}
}
