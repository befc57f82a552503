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
package org.waypost.returns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a message: its fields, and its parts or its text. Read within bounds; what is beyond
 * them is left out.
 */
final class MimePart {

  private static final int MOST_DEPTH = 8;
  private static final int MOST_PARTS = 64;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9._-]{1,40})", Pattern.CASE_INSENSITIVE);

  private final HeaderFields fields;
  private final String body;
  private final List<MimePart> parts = new ArrayList<>();

  private MimePart(HeaderFields fields, String body) {
    this.fields = fields;
    this.body = body;
  }

  /**
   * Reads a message.
   *
   * @param octets its beginning, each as a character
   */
  static MimePart read(String octets) {
    return read(octets, 0, new int[] {MOST_PARTS});
  }

  private static MimePart read(String octets, int depth, int[] left) {
    int end = HeaderFields.end(octets);
    MimePart part =
        new MimePart(HeaderFields.read(octets.substring(0, end)), behindHeader(octets, end));
    Matcher boundary = BOUNDARY.matcher(part.fields.first("content-type"));
    if (part.type().startsWith("multipart/") && depth < MOST_DEPTH && boundary.find()) {
      String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
      for (String each : split(part.body, "--" + text, left)) {
        part.parts.add(read(each, depth + 1, left));
      }
    }
    return part;
  }

  private static String behindHeader(String octets, int end) {
    if (octets.startsWith("\r\n", end)) {
      return octets.substring(end + 2);
    }
    return end < octets.length() ? octets.substring(end + 1) : "";
  }

  /** What stands between lines that begin with the delimiter; the last may be cut off. */
  private static List<String> split(String body, String delimiter, int[] left) {
    List<String> pieces = new ArrayList<>();
    int from = nextLine(body, delimiter, 0);
    while (from >= 0 && left[0] > 0 && !body.startsWith("--", from + delimiter.length())) {
      int start = body.indexOf('\n', from) + 1;
      if (start == 0) {
        break;
      }
      int to = nextLine(body, delimiter, start);
      pieces.add(body.substring(start, to < 0 ? body.length() : to));
      left[0]--;
      from = to;
    }
    return pieces;
  }

  private static int nextLine(String body, String delimiter, int from) {
    for (int at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
      if (at == 0 || body.charAt(at - 1) == '\n') {
        return at;
      }
    }
    return -1;
  }

  HeaderFields fields() {
    return fields;
  }

  List<MimePart> parts() {
    return parts;
  }

  /** In lower case, without parameters; text/plain where nothing is said. */
  String type() {
    String type = fields.first("content-type").toLowerCase(Locale.ROOT);
    int semicolon = type.indexOf(';');
    String plain = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    return plain.isEmpty() ? "text/plain" : plain;
  }

  /** The first part, this one too, that fits. */
  Optional<MimePart> first(Predicate<MimePart> wanted) {
    if (wanted.test(this)) {
      return Optional.of(this);
    }
    return parts.stream().flatMap(part -> part.first(wanted).stream()).findFirst();
  }

  /** The first part of one of these types. */
  Optional<MimePart> first(String... types) {
    return first(part -> List.of(types).contains(part.type()));
  }

  /** The body, its transfer encoding undone, each octet as a character. */
  String octets() {
    return switch (fields.first("content-transfer-encoding").strip().toLowerCase(Locale.ROOT)) {
      case "base64" -> base64(body);
      case "quoted-printable" -> quotedPrintable(body);
      default -> body;
    };
  }

  /** The body as text. */
  String text() {
    byte[] octets = octets().getBytes(StandardCharsets.ISO_8859_1);
    Matcher matcher = CHARSET.matcher(fields.first("content-type"));
    Charset charset = StandardCharsets.UTF_8;
    try {
      charset = matcher.find() ? Charset.forName(matcher.group(1)) : charset;
    } catch (IllegalArgumentException e) {
      // An unknown one: what matters is ASCII.
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
    return new String(octets, charset);
  }

  private static String base64(String body) {
    StringBuilder clean = new StringBuilder(body.length());
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if ((c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || c == '+'
          || c == '/') {
        clean.append(c);
      }
    }
    clean.setLength(clean.length() - (clean.length() % 4 == 1 ? 1 : 0));
    return new String(Base64.getDecoder().decode(clean.toString()), StandardCharsets.ISO_8859_1);
  }

  private static String quotedPrintable(String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c != '=') {
        out.write(c);
      } else if (body.startsWith("\r\n", i + 1)) {
        i += 2;
      } else if (body.startsWith("\n", i + 1)) {
        i++;
      } else if (i + 2 < body.length()
          && Character.digit(body.charAt(i + 1), 16) >= 0
          && Character.digit(body.charAt(i + 2), 16) >= 0) {
        out.write(Integer.parseInt(body.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(c);
      }
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
