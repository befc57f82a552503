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
package org.waypost.api.mail;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.StringJoiner;

/**
 * The A-label form of a domain that was written in other letters than ASCII (RFC 5890 2.3.2.1), by
 * the non-transitional mapping of UTS 46: sharp s and final sigma are letters of their own, as they
 * are for those who register domains today.
 *
 * <p>What cannot be seen, or is nothing yet in the Unicode of this Java, is refused. The rules
 * about which letters may stand together are the registries'; here they would only decide whether a
 * domain that does not exist is refused sooner.
 */
final class InternationalDomain {

  private InternationalDomain() {}

  static String toAscii(String written) {
    String folded = lowerCase(Normalizer.normalize(written, Form.NFKC));
    // Folding may have made what another normalization changes; U+3002 is a dot, too (UTS 46 2.3).
    String mapped = Normalizer.normalize(folded, Form.NFKC).replace('\u3002', '.');
    StringJoiner labels = new StringJoiner(".");
    for (String label : mapped.split("\\.", -1)) {
      labels.add(label.chars().allMatch(c -> c < 0x80) ? label : encode(label));
    }
    return labels.toString();
  }

  private static String encode(String label) {
    int[] codePoints = label.codePoints().toArray();
    for (int codePoint : codePoints) {
      if (!isVisible(codePoint)) {
        throw new IllegalArgumentException(
            String.format("Character not allowed in a domain: U+%04X", codePoint));
      }
    }
    return "xn--" + Punycode.encode(codePoints);
  }

  private static boolean isVisible(int codePoint) {
    if (codePoint >= 0xFE00 && codePoint <= 0xFE0F) {
      // Variation selectors, which are marks by type.
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Letter by letter, as a capital sigma at the end of a word is no final sigma here. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }
}
