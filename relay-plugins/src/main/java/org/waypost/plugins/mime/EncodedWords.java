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
package org.waypost.plugins.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words in other letters (RFC 2047), as many programs put them even into names of files. */
public final class EncodedWords {

  private static final Pattern WORD =
      Pattern.compile("=\\?([^?*\\s]{1,40})(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?\\s]*)\\?=");
  private static final Pattern BETWEEN = Pattern.compile("(\\?=)\\s+(?==\\?)");

  private EncodedWords() {}

  /** The text with all words decoded that can be; octets above 127 are taken for UTF-8. */
  public static String decode(String text) {
    String plain = utf8(text);
    Matcher matcher = WORD.matcher(BETWEEN.matcher(plain).replaceAll("$1"));
    return matcher.replaceAll(word -> Matcher.quoteReplacement(word(word.group(), matcher)));
  }

  /** RFC 6532: octets, which the header's reader took for ISO 8859-1, are UTF-8 if they can be. */
  private static String utf8(String text) {
    if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
      return text;
    }
    try {
      byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  private static String word(String whole, Matcher matcher) {
    try {
      Charset charset = Charset.forName(matcher.group(1));
      String text = matcher.group(3);
      boolean base64 = matcher.group(2).equalsIgnoreCase("b");
      return new String(base64 ? Base64.getMimeDecoder().decode(text) : quoted(text), charset);
    } catch (IllegalArgumentException e) {
      return whole;
    }
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.write(c == '_' ? ' ' : c);
      }
    }
    return octets.toByteArray();
  }
}
