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
package org.waypost.smtp.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Turns what a client has sent into text. */
final class Octets {

  private Octets() {}

  /**
   * Text without NUL.
   *
   * @throws MalformedMessageException when it is not UTF-8, or holds a NUL
   */
  static String text(byte[] octets) {
    String text = anyText(octets);
    if (text.indexOf('\0') >= 0) {
      throw new MalformedMessageException("NUL in the response");
    }
    return text;
  }

  /**
   * Text that may hold NULs.
   *
   * @throws MalformedMessageException when it is not UTF-8
   */
  static String anyText(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("The response is not UTF-8", e);
    }
  }

  /** Null for an empty text. */
  static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
