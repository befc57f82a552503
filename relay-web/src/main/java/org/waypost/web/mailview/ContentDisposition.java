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
package org.waypost.web.mailview;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.waypost.mailview.MailPart;

/** The header that makes a browser store an answer instead of showing it (RFC 6266). */
final class ContentDisposition {

  private ContentDisposition() {}

  /** For a name that {@link MailPart#safeName()} made: in ASCII, and in UTF-8 (RFC 8187). */
  static String attachment(String safeName) {
    String ascii = safeName.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\%]", "_");
    StringBuilder utf8 = new StringBuilder();
    for (byte octet : safeName.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "._-".indexOf(octet) >= 0);
      if (plain) {
        utf8.append((char) octet);
      } else {
        utf8.append(String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
      }
    }
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + utf8;
  }
}
