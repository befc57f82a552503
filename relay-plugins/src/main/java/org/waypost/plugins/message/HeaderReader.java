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
package org.waypost.plugins.message;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.waypost.api.smtp.MailContent;

/**
 * Reads a header from the start of a stream, and leaves the stream at the body's first octet.
 *
 * @param maxOctets of the whole header
 * @param maxFields of it
 */
public record HeaderReader(int maxOctets, int maxFields) {

  /** What mail has at most that anybody wants to read: 1 MiB, and 10,000 fields. */
  public static final HeaderReader GENEROUS = new HeaderReader(1024 * 1024, 10_000);

  /** Checks the bounds. */
  public HeaderReader {
    if (maxOctets < 1 || maxFields < 1) {
      throw new IllegalArgumentException("Bounds of a header are 1 or more");
    }
  }

  /** The header of a message, within generous bounds. */
  public static List<RawField> of(MailContent content) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open())) {
      return GENEROUS.read(in);
    }
  }

  /**
   * Reads the fields up to the empty line, which is read too, or to the end of the stream.
   *
   * @throws TooLongException when there are more octets or fields than the bounds say
   */
  public List<RawField> read(InputStream from) throws IOException {
    Objects.requireNonNull(from, "from");
    List<RawField> fields = new ArrayList<>();
    int octets = 0;
    StringBuilder field = new StringBuilder();
    while (true) {
      String line = line(from, maxOctets - octets);
      octets += line == null ? 0 : line.length() + 2;
      boolean continues = line != null && !line.isEmpty() && isSpace(line.charAt(0));
      if (continues && field.length() > 0) {
        field.append("\r\n").append(line);
        continue;
      }
      if (field.length() > 0) {
        if (fields.size() == maxFields) {
          throw new TooLongException("A header of more than " + maxFields + " fields");
        }
        fields.add(field(field.toString()));
        field.setLength(0);
      }
      if (line == null || line.isEmpty()) {
        return fields;
      }
      field.append(line);
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static RawField field(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      return new RawField("", text);
    }
    // RFC 5322 4.5: white space before the colon is obsolete, and still read.
    String name = text.substring(0, colon);
    boolean isName = name.stripTrailing().chars().allMatch(c -> c > ' ' && c < 127);
    return isName ? new RawField(name, text.substring(colon + 1)) : new RawField("", text);
  }

  /** A line without its end, CR LF or a lone LF; null at the end of the stream. */
  private String line(InputStream from, int room) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      int octet = from.read();
      if (octet < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
      }
      if (octet == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() >= room) {
        throw new TooLongException("A header of more than " + maxOctets + " octets");
      }
      line.write(octet);
    }
  }
}
