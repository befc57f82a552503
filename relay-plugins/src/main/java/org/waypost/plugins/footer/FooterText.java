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
package org.waypost.plugins.footer;

import java.util.Locale;

/**
 * A footer, as it stands in text and in HTML.
 *
 * @param text lines that end with CR LF
 * @param html an HTML fragment
 */
record FooterText(String text, String html) {

  /** The HTML is made of the text when there is none. */
  static FooterText of(String text, String html) {
    String lines = text.replace("\r\n", "\n").strip().replace("\n", "\r\n");
    if (lines.isEmpty() && html.isBlank()) {
      throw new IllegalArgumentException("Neither parameter text nor html is given");
    }
    String fragment = html.isBlank() ? "<p>" + escaped(lines) + "</p>" : html.strip();
    return new FooterText(lines, fragment);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r\n", "<br>\r\n");
  }

  String below(String body) {
    return text.isEmpty() ? body : body.stripTrailing() + "\r\n\r\n" + text + "\r\n";
  }

  String within(String document) {
    String lower = document.toLowerCase(Locale.ROOT);
    // Letters whose lower case is longer would move the place.
    String searched = lower.length() == document.length() ? lower : document;
    int at = searched.lastIndexOf("</body");
    at = at < 0 ? searched.lastIndexOf("</html") : at;
    at = at < 0 ? document.length() : at;
    return document.substring(0, at) + html + "\r\n" + document.substring(at);
  }
}
