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
package org.waypost.plugins.milter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.milter.Negotiation.Step;
import org.waypost.plugins.wire.Deadline;
import org.waypost.plugins.wire.ServiceConnection;

/** Tells a milter of one message, and listens to what it says. */
final class Conversation {

  private static final Reply REJECTED = Reply.of(550, "5.7.1", "Command rejected");
  private static final Reply TEMPFAILED = Reply.of(451, "4.7.1", "Service unavailable - try again");
  // MILTER_CHUNK_SIZE of libmilter
  private static final int CHUNK = 65535;

  /** What an answer means for what comes next. */
  private enum Next {
    GO_ON,
    SKIP,
    END
  }

  private final ServiceConnection connection;
  private final Negotiation agreed;
  private final MilterEnvelope envelope;
  private final Duration stepLimit;
  private final Deadline deadline;
  private final Changes changes;
  private final Map<String, Reply> refused = new LinkedHashMap<>();
  private MilterResult.Verdict verdict = MilterResult.Verdict.ACCEPT;
  private Reply reply;
  private boolean heard;
  private boolean complete;

  Conversation(
      ServiceConnection connection,
      Negotiation agreed,
      MilterEnvelope envelope,
      Duration stepLimit,
      Deadline deadline,
      Changes changes) {
    this.connection = connection;
    this.agreed = agreed;
    this.envelope = envelope;
    this.stepLimit = stepLimit;
    this.deadline = deadline;
    this.changes = changes;
  }

  /** Whether the milter has answered anything, so that it must not be told all again. */
  boolean wasHeard() {
    return heard;
  }

  /** Whether it came to the regular end, so that the connection is good for another message. */
  boolean isComplete() {
    return complete;
  }

  /** Frees what a conversation that failed had kept. */
  void discard() throws IOException {
    changes.discard();
  }

  /**
   * Tells all, and listens.
   *
   * @param isNew whether the milter has to be told of the SMTP session too
   */
  MilterResult hold(MailContent content, boolean isNew) throws IOException {
    if ((!isNew || tellSession()) && tellEnvelope()) {
      tellContent(content);
    }
    if (verdict != MilterResult.Verdict.ACCEPT) {
      discard();
    }
    return new MilterResult(
        verdict,
        Optional.ofNullable(reply),
        refused,
        verdict == MilterResult.Verdict.ACCEPT ? changes.list() : List.of(),
        verdict == MilterResult.Verdict.ACCEPT ? changes.body() : Optional.empty());
  }

  private boolean tellSession() throws IOException {
    if (tell(Step.CONNECT, connectData(), "j", "{daemon_name}", "{if_name}", "{if_addr}", "v", "_")
        == Next.END) {
      return false;
    }
    if (!envelope.helo().isEmpty()
        && tell(Step.HELO, texts(envelope.helo()), "{tls_version}", "{cipher}") == Next.END) {
      return false;
    }
    return true;
  }

  private boolean tellEnvelope() throws IOException {
    if (tell(
            Step.MAIL,
            texts("<" + envelope.sender() + ">"),
            "i",
            "{auth_type}",
            "{auth_authen}",
            "{mail_addr}")
        == Next.END) {
      return false;
    }
    for (String each : envelope.recipients()) {
      if (tellRecipient(each) == Next.END) {
        return false;
      }
    }
    if (refused.size() == envelope.recipients().size()) {
      verdict = MilterResult.Verdict.REFUSE;
      reply = refused.values().iterator().next();
      return false;
    }
    return tell(Step.DATA, new byte[0], "i") != Next.END;
  }

  private Next tellRecipient(String recipient) throws IOException {
    if (!agreed.wants(Step.RCPT)) {
      return Next.GO_ON;
    }
    macros(Step.RCPT, Map.of("{rcpt_addr}", recipient));
    send(Step.RCPT, texts("<" + recipient + ">"));
    if (!agreed.answers(Step.RCPT)) {
      return Next.GO_ON;
    }
    Packet answer = answer();
    Optional<Reply> refusal = refusal(answer);
    if (refusal.isPresent() && answer.command() != '4' && answer.command() != 'f') {
      refused.put(recipient, refusal.get());
      return Next.GO_ON;
    }
    return judge(Step.RCPT, answer);
  }

  private void tellContent(MailContent content) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open(), CHUNK)) {
      for (RawField each : HeaderReader.GENEROUS.read(in)) {
        if (!each.name().isEmpty() && tell(Step.HEADER, headerData(each)) == Next.END) {
          return;
        }
      }
      if (tell(Step.END_OF_HEADER, new byte[0], "i") == Next.END || tellBody(in) == Next.END) {
        return;
      }
    }
    macros(Step.END_OF_BODY, select("i"));
    send(Step.END_OF_BODY, new byte[0]);
    Packet answer = answer();
    while (changes.take(answer, agreed)) {
      answer = answer();
    }
    complete = true;
    judge(Step.END_OF_BODY, answer);
  }

  private Next tellBody(InputStream in) throws IOException {
    if (!agreed.wants(Step.BODY)) {
      return Next.GO_ON;
    }
    byte[] chunk = new byte[CHUNK];
    for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
      limitStep();
      Packet.write(connection, Step.BODY.command(), chunk, n);
      Next next = agreed.answers(Step.BODY) ? judge(Step.BODY, answer()) : Next.GO_ON;
      if (next != Next.GO_ON) {
        return next;
      }
    }
    return Next.GO_ON;
  }

  private Next tell(Step step, byte[] data, String... macros) throws IOException {
    if (!agreed.wants(step)) {
      return Next.GO_ON;
    }
    macros(step, select(macros));
    send(step, data);
    return agreed.answers(step) ? judge(step, answer()) : Next.GO_ON;
  }

  private void macros(Step step, Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(step.command());
    values.forEach((name, value) -> data.writeBytes(texts(name, value)));
    limitStep();
    Packet.write(connection, 'D', data.toByteArray(), data.size());
  }

  private Map<String, String> select(String... names) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : names) {
      String value = envelope.macros().get(each);
      if (value != null) {
        values.put(each, value);
      }
    }
    return values;
  }

  private void send(Step step, byte[] data) throws IOException {
    limitStep();
    Packet.write(connection, step.command(), data, data.length);
  }

  private Packet answer() throws IOException {
    while (true) {
      // A milter that is busy says so, and is waited for anew.
      limitStep();
      Packet packet = Packet.read(connection);
      heard = true;
      if (packet.command() != 'p') {
        return packet;
      }
    }
  }

  private void limitStep() {
    connection.until(deadline.orIn(stepLimit));
  }

  private Next judge(Step step, Packet answer) throws ProtocolException {
    Optional<Reply> refusal = refusal(answer);
    if (refusal.isPresent()) {
      verdict = MilterResult.Verdict.REFUSE;
      reply = refusal.get();
      return Next.END;
    }
    return switch (answer.command()) {
      case 'c' -> Next.GO_ON;
      case 'a' -> Next.END;
      case 'd' -> {
        verdict = MilterResult.Verdict.DISCARD;
        yield Next.END;
      }
      case 's' -> {
        if (step != Step.BODY) {
          throw new ProtocolException("The milter skips at " + step);
        }
        yield Next.SKIP;
      }
      default ->
          throw new ProtocolException("The milter answers " + step + " with " + answer.command());
    };
  }

  private static Optional<Reply> refusal(Packet answer) throws ProtocolException {
    return switch (answer.command()) {
      case 'r' -> Optional.of(REJECTED);
      case 't', 'f', '4' -> Optional.of(TEMPFAILED);
      case 'y' -> Optional.of(ReplyText.parse(answer.text()));
      default -> Optional.empty();
    };
  }

  private byte[] connectData() {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(texts(envelope.clientName()));
    if (envelope.client() == null) {
      data.write('U');
      return data.toByteArray();
    }
    data.write(envelope.client() instanceof Inet6Address ? '6' : '4');
    // The client's port is not known any more.
    data.writeBytes(new byte[] {0, 0});
    data.writeBytes(texts(envelope.client().getHostAddress()));
    return data.toByteArray();
  }

  private byte[] headerData(RawField field) {
    String value = field.raw();
    if (!agreed.keepsLeadingSpace() && value.startsWith(" ")) {
      value = value.substring(1);
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    String name = field.name().stripTrailing();
    for (String each : List.of(name, value.replace("\r\n", "\n").replace("\0", ""))) {
      data.writeBytes(each.getBytes(StandardCharsets.ISO_8859_1));
      data.write(0);
    }
    return data.toByteArray();
  }

  private static byte[] texts(String... texts) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String each : texts) {
      data.writeBytes(each.replace("\0", "").getBytes(StandardCharsets.UTF_8));
      data.write(0);
    }
    return data.toByteArray();
  }
}
