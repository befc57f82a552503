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
package org.waypost.test.sink;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waypost.test.sink.SinkAction.Kind;

/** One connection to a sink. */
final class SinkSession {

  /** Thrown to end the session; the connection is then closed. */
  private static final class Over extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final MailSink sink;
  private final long number;
  private Socket connection;
  private SinkReader in;
  private OutputStream out;
  private boolean encrypted;
  private String hello = "";

  private int transaction;
  private String sender;
  private List<String> senderParameters = List.of();
  private final List<String> recipients = new ArrayList<>();
  private final List<String> recipientParameters = new ArrayList<>();
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
  private boolean anyCommandAhead;

  SinkSession(MailSink sink, Socket connection, long number) throws IOException {
    this.sink = sink;
    this.number = number;
    this.connection = connection;
    this.in = new SinkReader(connection.getInputStream(), sink::violated);
    this.out = new BufferedOutputStream(connection.getOutputStream(), 4096);
  }

  void run() throws IOException {
    try {
      answer(Stage.GREETING, "", "220 " + sink.options().name() + " ESMTP sink");
      out.flush();
      while (true) {
        command(new String(in.line(), StandardCharsets.UTF_8));
        flushUnlessMoreComes();
      }
    } catch (Over e) {
      out.flush();
    }
  }

  private void command(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String rest = space < 0 ? "" : line.substring(space + 1);
    noteViolations(verb, line);
    if (verb.equals("EHLO") || verb.equals("HELO")) {
      hello = rest;
    }
    switch (verb) {
      case "EHLO" -> ehlo(rest);
      case "HELO" -> answer(Stage.HELLO, rest, "250 " + sink.options().name());
      case "MAIL" -> mail(rest);
      case "RCPT" -> rcpt(rest);
      case "DATA" -> data();
      case "BDAT" -> chunk(rest);
      case "STARTTLS" -> startTls();
      case "RSET" -> {
        endTransaction();
        answer(Stage.RSET, "", "250 2.0.0 Ok");
      }
      case "NOOP" -> write("250 2.0.0 Ok", 0);
      case "QUIT" -> {
        answer(Stage.QUIT, "", "221 2.0.0 Bye");
        throw new Over();
      }
      default -> write("500 5.5.2 Command not known", 0);
    }
  }

  private void ehlo(String name) throws IOException {
    endTransaction();
    if (sink.options().helloOnly()) {
      answer(Stage.HELLO, name, "502 EHLO is not known here");
      return;
    }
    List<String> lines = new ArrayList<>(List.of(sink.options().name()));
    lines.addAll(keywords());
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      reply.append("250").append(last ? ' ' : '-').append(lines.get(i)).append(last ? "" : "\n");
    }
    answer(Stage.HELLO, name, reply.toString());
  }

  private List<String> keywords() {
    List<String> keywords = new ArrayList<>(sink.options().keywords());
    if (!encrypted) {
      keywords.remove("REQUIRETLS");
      if (sink.tls() != null) {
        keywords.add("STARTTLS");
      }
    }
    return keywords;
  }

  private void startTls() throws IOException {
    if (sink.tls() == null || encrypted) {
      write("503 5.5.1 No TLS now", 0);
      return;
    }
    SinkAction action = sink.decide(step(Stage.STARTTLS, ""));
    if (!perform(action, "220 2.0.0 Go")) {
      return;
    }
    out.flush();
    if (action.kind() == Kind.REPLY) {
      // What follows 220 on its own is no TLS.
      out.write("These octets are no handshake\r\n".getBytes(StandardCharsets.US_ASCII));
      throw new Over();
    }
    connection = sink.tls().over(connection);
    in = new SinkReader(connection.getInputStream(), sink::violated);
    out = new BufferedOutputStream(connection.getOutputStream(), 4096);
    encrypted = true;
    endTransaction();
  }

  private void mail(String rest) throws IOException {
    if (sender != null) {
      write("503 5.5.1 A transaction is open", 0);
      return;
    }
    transaction++;
    List<String> words = List.of(rest.substring(rest.indexOf(':') + 1).strip().split(" +"));
    String path = path(words.get(0));
    if (answer(Stage.MAIL, path, "250 2.1.0 Ok")) {
      sender = path;
      senderParameters = words.subList(1, words.size());
    }
  }

  private void rcpt(String rest) throws IOException {
    if (sender == null) {
      write("503 5.5.1 MAIL first", 0);
      return;
    }
    String[] words = rest.substring(rest.indexOf(':') + 1).strip().split(" +", 2);
    String path = path(words[0]);
    if (answer(Stage.RCPT, path, "250 2.1.5 Ok")) {
      recipients.add(path);
      recipientParameters.add(words.length > 1 ? words[1] : "");
    }
  }

  private void data() throws IOException {
    if (recipients.isEmpty()) {
      write(sender == null ? "503 5.5.1 MAIL first" : "554 5.5.1 No valid recipients", 0);
      return;
    }
    if (!answer(Stage.DATA, "", "354 End with a dot on a line")) {
      return;
    }
    out.flush();
    byte[] content = in.data();
    noteEightBit(content);
    if (announced("BODY=BINARYMIME")) {
      sink.violated("binary content by DATA");
    }
    taken(content);
  }

  /** RFC 3030 2. */
  private void chunk(String rest) throws IOException {
    String[] words = rest.strip().split(" +");
    chunks.writeBytes(in.octets(Integer.parseInt(words[0])));
    if (!sink.options().offers("CHUNKING")) {
      sink.violated("BDAT without CHUNKING");
    }
    if (recipients.isEmpty()) {
      chunks.reset();
      write("503 5.5.1 No recipients", 0);
    } else if (words.length == 1) {
      write("250 2.0.0 Ok", 0);
    } else {
      taken(chunks.toByteArray());
    }
  }

  private void taken(byte[] content) throws IOException {
    ReceivedMail mail =
        new ReceivedMail(
            number,
            connection.getInetAddress().getHostAddress(),
            hello,
            sender,
            senderParameters,
            recipients,
            recipientParameters,
            encrypted,
            content);
    SinkAction action = sink.decide(step(Stage.END_OF_DATA, ""));
    boolean kept =
        action.kind() == Kind.PROCEED
            || action.kind() == Kind.KEEP_AND_DROP
            || action.kind() == Kind.KEEP_AND_HANG
            || action.reply().startsWith("2");
    if (kept) {
      sink.keep(mail);
    }
    endTransaction();
    perform(action, "250 2.0.0 Kept");
  }

  private void endTransaction() {
    sender = null;
    senderParameters = List.of();
    recipients.clear();
    recipientParameters.clear();
    chunks.reset();
  }

  /** Asks the script, does what it says; whether the step was accepted. */
  private boolean answer(Stage stage, String argument, String usual) throws IOException {
    return perform(sink.decide(step(stage, argument)), usual);
  }

  private boolean perform(SinkAction action, String usual) throws IOException {
    long pause = action.pause().toMillis();
    switch (action.kind()) {
      case PROCEED -> {
        write(usual, pause);
        return usual.startsWith("2") || usual.startsWith("3");
      }
      case REPLY -> {
        write(action.reply(), pause);
        return action.reply().startsWith("2") || action.reply().startsWith("3");
      }
      case REPLY_AND_DROP -> {
        write(action.reply(), pause);
        throw new Over();
      }
      case SILENCE, KEEP_AND_HANG -> {
        out.flush();
        while (connection.getInputStream().read() >= 0) {
          // The client talks on, and gets no answer, until it has had enough.
        }
        throw new Over();
      }
      default -> throw new Over(); // DROP, KEEP_AND_DROP
    }
  }

  private SinkStep step(Stage stage, String argument) {
    return new SinkStep(
        stage, number, transaction, argument, sender == null ? "" : sender, recipients);
  }

  private void write(String reply, long pauseMillis) throws IOException {
    byte[] octets = (reply.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
    if (pauseMillis == 0) {
      out.write(octets);
      return;
    }
    for (byte octet : octets) {
      out.write(octet);
      out.flush();
      pause(pauseMillis);
    }
  }

  private void flushUnlessMoreComes() throws IOException {
    anyCommandAhead = in.hasBuffered();
    if (!anyCommandAhead) {
      out.flush();
    }
  }

  private void noteViolations(String verb, String line) {
    if (anyCommandAhead && !sink.options().offers("PIPELINING")) {
      sink.violated("pipelined " + verb + " without PIPELINING");
    }
    if (!line.chars().allMatch(c -> c < 0x80) && !sink.options().offers("SMTPUTF8")) {
      sink.violated("non-ASCII " + verb + " without SMTPUTF8");
    }
  }

  private void noteEightBit(byte[] content) {
    boolean announced = announced("BODY=8BITMIME");
    for (byte octet : content) {
      if (octet < 0 && !announced) {
        sink.violated("8-bit data without BODY=8BITMIME");
        return;
      }
    }
  }

  private boolean announced(String parameter) {
    return senderParameters.stream().anyMatch(p -> p.equalsIgnoreCase(parameter));
  }

  private static String path(String bracketed) {
    return bracketed.startsWith("<") && bracketed.endsWith(">")
        ? bracketed.substring(1, bracketed.length() - 1)
        : bracketed;
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
