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
package org.waypost.plugins.spamd;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.wire.Deadline;
import org.waypost.plugins.wire.ServiceAddress;
import org.waypost.plugins.wire.ServiceConnection;

/**
 * Asks one spamd, with a connection for each message. For any number of threads.
 *
 * @param address where it listens
 * @param connecting how long connecting may take
 * @param scanning how long all of it may take
 * @param user whose preferences are asked for; empty for those of spamd's own user
 */
public record SpamdClient(
    ServiceAddress address, Duration connecting, Duration scanning, String user) {

  private static final int LONGEST_HEADER = 1024 * 1024;

  /**
   * Checks that all are there.
   *
   * @throws IllegalArgumentException when the user has characters that names of users do not have
   */
  public SpamdClient {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(connecting, "connecting");
    Objects.requireNonNull(scanning, "scanning");
    if (!user.matches("[A-Za-z0-9._@+-]{0,100}")) {
      throw new IllegalArgumentException("Not a user of spamd: '" + user + "'");
    }
  }

  /** The score alone ({@code CHECK}). */
  public SpamdAnswer check(MailContent content) throws IOException {
    SpamdReply reply = ask("CHECK", content, OutputStream.nullOutputStream(), 0);
    return reply.answer(List.of(), List.of());
  }

  /** The score, and the names of the tests that hit ({@code SYMBOLS}). */
  public SpamdAnswer symbols(MailContent content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    SpamdReply reply = ask("SYMBOLS", content, body, LONGEST_HEADER);
    String names = body.toString(StandardCharsets.US_ASCII).strip();
    return reply.answer(names.isEmpty() ? List.of() : Arrays.asList(names.split(",")), List.of());
  }

  /** The score, and the fields that the header would get ({@code HEADERS}). */
  public SpamdAnswer headers(MailContent content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    SpamdReply reply = ask("HEADERS", content, body, LONGEST_HEADER);
    List<RawField> fields =
        HeaderReader.GENEROUS.read(new ByteArrayInputStream(body.toByteArray())).stream()
            .filter(each -> each.name().toLowerCase(Locale.ROOT).startsWith("x-spam-"))
            .toList();
    return reply.answer(symbolsOf(fields), fields);
  }

  /**
   * The score, and the whole message as spamd rewrites it ({@code PROCESS}).
   *
   * @param max octets that the rewritten message has at most; more are an error
   */
  public SpamdAnswer process(MailContent content, OutputStream to, long max) throws IOException {
    return ask("PROCESS", content, to, max).answer(List.of(), List.of());
  }

  private SpamdReply ask(String command, MailContent content, OutputStream to, long max)
      throws IOException {
    try (ServiceConnection connection =
        ServiceConnection.open(address, connecting, Deadline.in(scanning))) {
      StringBuilder head = new StringBuilder(command).append(" SPAMC/1.5\r\n");
      head.append("Content-length: ").append(content.size()).append("\r\n");
      if (!user.isEmpty()) {
        head.append("User: ").append(user).append("\r\n");
      }
      head.append("\r\n");
      OutputStream out = connection.output();
      out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
      content.writeTo(out);
      connection.endOutput();
      InputStream in = connection.input();
      SpamdReply reply = SpamdReply.read(in);
      copy(in, to, max);
      return reply;
    }
  }

  /** Up to the end of the connection: the answer's length is said by CHECK's not at all. */
  private static void copy(InputStream in, OutputStream to, long max) throws IOException {
    byte[] block = new byte[16 * 1024];
    long sum = 0;
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      sum += count;
      if (sum > max) {
        throw new ProtocolException("spamd answered with more than " + max + " octets");
      }
      to.write(block, 0, count);
    }
  }

  /** The tests stand in {@code X-Spam-Status: Yes, score=… tests=A,B,C autolearn=…}. */
  private static List<String> symbolsOf(List<RawField> fields) {
    return fields.stream()
        .filter(each -> each.is("X-Spam-Status"))
        .map(each -> each.value().replaceAll(",\\s+", ","))
        .filter(each -> each.contains("tests="))
        .map(each -> each.substring(each.indexOf("tests=") + 6).split("\\s")[0])
        .filter(each -> !each.equals("none"))
        .flatMap(each -> Arrays.stream(each.split(",")))
        .toList();
  }
}
