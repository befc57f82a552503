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
package org.waypost.intake;

import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waypost.api.smtp.MailContent;

/**
 * What intake needs to know of a message's header: found in one pass over its first 64 KiB, without
 * parsing the rest.
 *
 * @param subject decoded, control characters made spaces, at most 200 characters; empty without one
 * @param messageId the Message-ID field's value, control characters made spaces, at most 400
 *     characters; null without one
 * @param received number of Received fields (RFC 5321 6.3)
 * @param tlsOptional whether it says {@code TLS-Required: No} (RFC 8689 5)
 */
public record HeaderScan(String subject, String messageId, int received, boolean tlsOptional) {

  private static final int LIMIT = 64 * 1024;
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_MESSAGE_ID = 400;
  private static final int MAX_VALUE = 1000;

  /** Scans the header of a message. */
  public static HeaderScan of(MailContent content) throws IOException {
    return of(start(content));
  }

  /** The part of a message that is looked at. */
  static byte[] start(MailContent content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readNBytes((int) Math.min(LIMIT, content.size()));
    }
  }

  /** The values of all fields of a name, decoded, in their order. */
  static List<String> values(byte[] start, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<String> values = new ArrayList<>();
    int line = 0;
    while (line < start.length && start[line] != '\r' && start[line] != '\n') {
      int end = endOfField(start, line);
      if (isField(start, line, end, lower)) {
        values.add(decoded(value(start, line, end), MAX_VALUE));
      }
      line = end;
    }
    return values;
  }

  static HeaderScan of(byte[] start) {
    String subject = null;
    String messageId = null;
    int received = 0;
    boolean tlsOptional = false;
    int line = 0;
    while (line < start.length && start[line] != '\r' && start[line] != '\n') {
      int end = endOfField(start, line);
      switch (start[line] | 0x20) {
        case 'r' -> received += isField(start, line, end, "received") ? 1 : 0;
        case 's' -> {
          if (subject == null && isField(start, line, end, "subject")) {
            subject = decoded(value(start, line, end), MAX_SUBJECT);
          }
        }
        case 'm' -> {
          if (messageId == null && isField(start, line, end, "message-id")) {
            messageId = oneLine(value(start, line, end), MAX_MESSAGE_ID);
          }
        }
        case 't' ->
            tlsOptional |=
                isField(start, line, end, "tls-required")
                    && value(start, line, end).equalsIgnoreCase("no");
        default -> {
          // Any other field is no concern of the intake's.
        }
      }
      line = end;
    }
    return new HeaderScan(subject == null ? "" : subject, messageId, received, tlsOptional);
  }

  /** Where the field that begins here ends: before the next line that does not continue it. */
  private static int endOfField(byte[] octets, int from) {
    int i = from;
    while (i < octets.length) {
      if (octets[i++] == '\n' && (i == octets.length || (octets[i] != ' ' && octets[i] != '\t'))) {
        return i;
      }
    }
    return octets.length;
  }

  private static boolean isField(byte[] octets, int from, int end, String name) {
    if (end - from <= name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int c = octets[from + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name.charAt(i)) {
        return false;
      }
    }
    int colon = from + name.length();
    while (colon < end && (octets[colon] == ' ' || octets[colon] == '\t')) {
      colon++;
    }
    return colon < end && octets[colon] == ':';
  }

  private static String value(byte[] octets, int from, int end) {
    int colon = from;
    while (octets[colon] != ':') {
      colon++;
    }
    return new String(octets, colon + 1, end - colon - 1, StandardCharsets.UTF_8)
        .replaceAll("\\r?\\n(?=[ \\t])", "")
        .strip();
  }

  private static String decoded(String raw, int most) {
    String text;
    try {
      text = MimeUtility.decodeText(raw);
    } catch (UnsupportedEncodingException | RuntimeException e) {
      text = raw;
    }
    return oneLine(text, most);
  }

  /** No control character may reach the log or the database; PostgreSQL refuses NUL in a text. */
  private static String oneLine(String text, int length) {
    return cut(text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", " ").strip(), length);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
