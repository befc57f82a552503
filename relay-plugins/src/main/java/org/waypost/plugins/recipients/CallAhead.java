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
package org.waypost.plugins.recipients;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.Reply;
import org.waypost.plugins.wire.Deadline;
import org.waypost.plugins.wire.Lines;
import org.waypost.plugins.wire.ServiceAddress;
import org.waypost.plugins.wire.ServiceConnection;

/**
 * Asks an SMTP server whether it would take mail for a recipient, and sends none (RFC 5321 3.3).
 *
 * @param hostname that it is greeted with
 * @param connecting how long connecting may take
 * @param limit how long all of it may take
 */
record CallAhead(String hostname, Duration connecting, Duration limit) {

  private static final int MOST_LINES = 100;
  // RFC 5321 4.5.3.1.5 has 512, and nobody keeps to it.
  private static final int LONGEST_LINE = 4096;

  CallAhead {
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(connecting, "connecting");
    Objects.requireNonNull(limit, "limit");
  }

  /**
   * The answer to RCPT.
   *
   * @throws IOException when the server cannot be asked, or refuses what comes before
   */
  Reply ask(ServiceAddress server, String recipient) throws IOException {
    try (ServiceConnection connection =
        ServiceConnection.open(server, connecting, Deadline.in(limit))) {
      InputStream in = connection.input();
      expect(read(in), "greeting");
      if (!command(connection, in, "EHLO " + hostname).isPositive()) {
        expect(command(connection, in, "HELO " + hostname), "HELO");
      }
      // RFC 5321 3.6.2, 4.5.5: what asks for no notification has the null sender
      expect(command(connection, in, "MAIL FROM:<>"), "MAIL");
      Reply reply = command(connection, in, "RCPT TO:<" + recipient + ">");
      command(connection, in, "QUIT");
      return reply;
    }
  }

  private static void expect(Reply reply, String what) throws IOException {
    if (!reply.isPositive()) {
      throw new IOException("The server answers " + what + " with " + reply);
    }
  }

  private static Reply command(ServiceConnection connection, InputStream in, String line)
      throws IOException {
    connection.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
    return read(in);
  }

  private static Reply read(InputStream in) throws IOException {
    for (int i = 0; i < MOST_LINES; i++) {
      String line = Lines.read(in, '\n', LONGEST_LINE);
      if (!line.matches("[245]\\d\\d([ -].*)?")) {
        throw new ProtocolException("The server's answer is not one of SMTP");
      }
      if (line.length() == 3 || line.charAt(3) == ' ') {
        String text = line.length() == 3 ? "" : line.substring(4);
        EnhancedStatus status = EnhancedStatus.atStartOf(text).orElse(null);
        String words = status == null ? text : text.substring(status.toString().length()).strip();
        return new Reply(Integer.parseInt(line.substring(0, 3)), status, words);
      }
    }
    throw new ProtocolException("The server's answer has more than " + MOST_LINES + " lines");
  }
}
