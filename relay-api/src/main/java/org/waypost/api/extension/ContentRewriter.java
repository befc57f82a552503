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
package org.waypost.api.extension;

import java.io.IOException;
import java.io.OutputStream;
import org.waypost.api.smtp.MailContent;

/**
 * Writes a message anew. Called on the thread and within the time limit of the filter that returned
 * it, right after that.
 */
@FunctionalInterface
public interface ContentRewriter {

  /**
   * Writes all octets of the new message: header, empty line, body, lines ending in CRLF. Waypost
   * keeps little of it in memory and the rest in a temporary file; write in blocks.
   *
   * @param original as the filter saw it
   * @param out takes the new message, as many octets as the relay takes at most; stays open
   * @throws IOException when it cannot be read or written: the filter has failed then
   */
  void write(MailContent original, OutputStream out) throws IOException;
}
