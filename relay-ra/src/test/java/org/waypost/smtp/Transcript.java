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
package org.waypost.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waypost.smtp.session.ListenerSettings;

/**
 * A wire transcript: {@code C:} a line the client sends, with CRLF; {@code C+} octets without it;
 * {@code S:} a line the server replies; {@code M:} a message that the application takes; {@code X}
 * the connection is closed; {@code @} words of {@link TranscriptSettings}. Escapes are {@code \r \n
 * \t \0 \\} and {@code \xNN}; every line is ISO 8859-1, so that it is octets.
 */
record Transcript(
    List<Turn> turns, List<String> messages, boolean closed, ListenerSettings settings) {

  /** What the client sends, and what the server replies to it. */
  record Turn(String sent, String replies) {}

  static Transcript read(Path file) throws IOException {
    List<Turn> turns = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    StringBuilder sent = new StringBuilder();
    StringBuilder replies = new StringBuilder();
    boolean closed = false;
    ListenerSettings settings = EmbeddedServer.SETTINGS;
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String text = line.length() > 3 ? unescape(line.substring(3)) : "";
      if (line.startsWith("C")) {
        if (replies.length() > 0) {
          turns.add(new Turn(sent.toString(), replies.toString()));
          sent.setLength(0);
          replies.setLength(0);
        }
        sent.append(text).append(line.startsWith("C+") ? "" : "\r\n");
      } else if (line.startsWith("S:")) {
        replies.append(text).append("\r\n");
      } else if (line.startsWith("M:")) {
        messages.add(text);
      } else if (line.startsWith("@")) {
        for (String word : line.substring(1).trim().split(" +")) {
          settings = TranscriptSettings.apply(word, settings);
        }
      } else if (line.equals("X")) {
        closed = true;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IOException("Not a line of a transcript: " + line);
      }
    }
    turns.add(new Turn(sent.toString(), replies.toString()));
    return new Transcript(turns, messages, closed, settings);
  }

  static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      switch (text.charAt(i++)) {
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case '0' -> out.append('\0');
        case '\\' -> out.append('\\');
        case 'x' -> {
          out.append((char) Integer.parseInt(text.substring(i, i + 2), 16));
          i += 2;
        }
        default -> throw new IllegalArgumentException("Escape not known in: " + text);
      }
    }
    return out.toString();
  }
}
