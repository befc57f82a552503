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
package org.waypost.mailview;

import java.util.Locale;

/**
 * A leaf of a message's MIME tree.
 *
 * @param number 1 is the first, in the order of the message
 * @param contentType type and subtype in lower case, without parameters
 * @param fileName as the sender wrote it, or null
 * @param contentId without angle brackets, or null
 * @param size octets, encoded, as far as known; -1 when not
 * @param attachment whether it is meant as a file rather than to be read
 */
public record MailPart(
    int number,
    String contentType,
    String fileName,
    String contentId,
    int size,
    boolean attachment) {

  private static final int MAX_NAME = 120;

  /** Octets when decoded, about: base 64 takes four for three. */
  public int decodedSize() {
    return size < 0 ? size : (int) (size * 73L / 100);
  }

  /**
   * A file name that is safe to offer: letters, digits and a few signs, no path, no leading dot.
   * What is left out becomes an underscore.
   */
  public String safeName() {
    String name = fileName == null ? "" : fileName;
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .limit(MAX_NAME)
        .forEach(
            c ->
                safe.appendCodePoint(
                    Character.isLetterOrDigit(c) || " ._-()+".indexOf(c) >= 0 ? c : '_'));
    String result = safe.toString().strip();
    while (result.startsWith(".")) {
      result = result.substring(1);
    }
    return result.isEmpty() ? "part-" + number + extension() : result;
  }

  private String extension() {
    return switch (contentType.toLowerCase(Locale.ROOT)) {
      case "text/plain" -> ".txt";
      case "text/html" -> ".html";
      case "image/png" -> ".png";
      case "image/jpeg" -> ".jpg";
      case "message/rfc822" -> ".eml";
      default -> ".bin";
    };
  }
}
