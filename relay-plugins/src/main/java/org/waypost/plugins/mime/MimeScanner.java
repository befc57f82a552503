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

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.message.TooLongException;

/** Walks through a message line by line. For one message. */
public final class MimeScanner {

  private static final int MOST_PARTS = 500;
  private static final int DEEPEST = 30;
  private static final int LONGEST_HEADER = 1024 * 1024;

  /** A part that is not at its end yet. */
  private static final class Open {
    final int number;
    final String boundary;

    Open(int number, String boundary) {
      this.number = number;
      this.boundary = boundary;
    }
  }

  private final List<MimePart> parts = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder header = new StringBuilder();
  private boolean inHeader;
  private int parentOfHeader;
  private long headerStart;

  private MimeScanner() {}

  /**
   * The parts of a message, in their order; the message itself is the first.
   *
   * @throws TooLongException when there are more than 500, or more than 30 in each other
   */
  public static List<MimePart> scan(MailContent content) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open(), 64 * 1024)) {
      return new MimeScanner().scan(new LineSource(in));
    }
  }

  private List<MimePart> scan(LineSource lines) throws IOException {
    beginHeader(-1, 0);
    while (lines.next()) {
      take(lines);
    }
    if (inHeader) {
      endHeader(lines.start());
    }
    closeDownTo(null, lines.start());
    return List.copyOf(parts);
  }

  private void take(LineSource lines) throws IOException {
    Open delimited = delimitedBy(lines.text());
    if (delimited != null) {
      if (inHeader) {
        endHeader(lines.start());
      }
      closeDownTo(delimited, lines.endBefore());
      if (isLast(lines.text(), delimited)) {
        close(open.pop(), lines.endBefore());
      } else {
        beginHeader(delimited.number, lines.end());
      }
    } else if (inHeader) {
      if (lines.text().isEmpty()) {
        endHeader(lines.end());
      } else if (header.length() + lines.text().length() > LONGEST_HEADER) {
        throw new TooLongException("a header of more than " + LONGEST_HEADER + " octets");
      } else {
        header.append(lines.text()).append("\r\n");
      }
    }
  }

  private Open delimitedBy(String line) {
    if (!line.startsWith("--")) {
      return null;
    }
    for (Open each : open) {
      if (each.boundary != null && line.startsWith(each.boundary, 2)) {
        String rest = line.substring(2 + each.boundary.length());
        // RFC 2046 5.1.1: white space may follow
        if (rest.isBlank() || rest.stripTrailing().equals("--")) {
          return each;
        }
      }
    }
    return null;
  }

  private static boolean isLast(String line, Open delimited) {
    return line.startsWith("--", 2 + delimited.boundary.length());
  }

  private void beginHeader(int parent, long start) throws TooLongException {
    if (parts.size() == MOST_PARTS) {
      throw new TooLongException("more than " + MOST_PARTS + " parts");
    }
    inHeader = true;
    parentOfHeader = parent;
    headerStart = start;
    header.setLength(0);
  }

  private void endHeader(long bodyStart) throws IOException {
    inHeader = false;
    byte[] octets = header.toString().getBytes(StandardCharsets.ISO_8859_1);
    List<RawField> fields = HeaderReader.GENEROUS.read(new ByteArrayInputStream(octets));
    StructuredValue type =
        StructuredValue.parse(
            fields.stream()
                .filter(each -> each.is("Content-Type"))
                .map(RawField::value)
                .findFirst()
                .orElse("text/plain"));
    int number = parts.size();
    MimePart part = new MimePart(parentOfHeader, fields, type, headerStart, bodyStart, bodyStart);
    parts.add(part);
    String boundary =
        type.value().startsWith("multipart/") ? type.parameters().get("boundary") : null;
    open.push(new Open(number, boundary == null || boundary.isEmpty() ? null : boundary));
    if (open.size() > DEEPEST) {
      throw new TooLongException("parts in each other more than " + DEEPEST + " deep");
    }
    String encoding = part.encoding();
    if (part.isMessage() && !encoding.equals("base64") && !encoding.equals("quoted-printable")) {
      beginHeader(number, bodyStart);
    }
  }

  private void closeDownTo(Open last, long end) {
    for (Iterator<Open> all = open.iterator(); all.hasNext(); ) {
      Open each = all.next();
      if (each == last) {
        return;
      }
      all.remove();
      close(each, end);
    }
  }

  private void close(Open each, long end) {
    MimePart part = parts.get(each.number);
    parts.set(
        each.number,
        new MimePart(
            part.parent(),
            part.header(),
            part.type(),
            part.headerStart(),
            part.bodyStart(),
            Math.max(part.bodyStart(), end)));
  }
}
