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
package org.waypost.smtpclient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;

/**
 * One mail transaction (RFC 5321 3.3), pipelined where the peer allows it (RFC 2920).
 *
 * <p>{@link #run} gives at least one recipient an outcome, or throws; then those without an outcome
 * do not have the message.
 */
final class MailTransaction {

  private static final byte[] DOT = {'.', '\r', '\n'};

  private final SmtpConnection connection;
  private final OutboundMail mail;
  private final Extensions extensions;
  private final Outcomes outcomes;
  private final Parameters parameters;

  /** Whether the message goes by BDAT: with no dot doubled, and no wait for leave to send. */
  private final boolean chunked;

  private final List<Recipient> recipients = new ArrayList<>();
  private final List<Recipient> accepted = new ArrayList<>();
  // Counts only when the replies prove to be in step: see inStep.
  private final Map<Recipient, Reply> refused = new LinkedHashMap<>();

  MailTransaction(
      SmtpConnection connection, OutboundMail mail, Extensions extensions, Outcomes outcomes) {
    this.connection = connection;
    this.mail = mail;
    this.extensions = extensions;
    this.parameters = new Parameters(connection, mail);
    this.outcomes = outcomes;
    // What is binary is not sent at all where it could not go by BDAT (RFC 3030 3).
    this.chunked = mail.isBinary() || connection.offers("CHUNKING");
  }

  /** Tries to deliver to these recipients, which have no outcome yet. */
  void run(List<Recipient> batch) throws PeerException {
    Optional<Reply> obstacle = extensions.obstacle();
    if (obstacle.isPresent()) {
      outcomes.record(batch, obstacle.get(), connection.peer());
      return;
    }
    for (Recipient each : batch) {
      Optional<Reply> own = extensions.obstacle(each);
      if (own.isPresent()) {
        outcomes.record(each, own.get(), connection.peer());
      } else {
        recipients.add(each);
      }
    }
    if (recipients.isEmpty()) {
      return;
    }
    Optional<Reply> data = connection.offers("PIPELINING") ? pipelined() : stepwise();
    if (data.isEmpty() && chunked && !accepted.isEmpty()) {
      sendChunk();
    } else if (data.isEmpty()) {
      connection.needsReset(true);
    } else if (data.get().code() != 354) {
      connection.needsReset(true);
      outcomes.record(accepted, data.get(), connection.peer());
    } else if (accepted.isEmpty()) {
      // RFC 2920 3.1: a transaction that nobody accepted ends with a lone dot.
      connection.send(DOT);
      if (!isLmtp()) {
        connection.reply(Stage.FINAL_DOT);
      }
    } else {
      send(connection.text());
    }
    connection.countTransaction();
  }

  /** The reply to DATA; empty when it goes by BDAT. */
  private Optional<Reply> pipelined() throws PeerException {
    boolean reset = connection.needsReset();
    StringBuilder commands = new StringBuilder(reset ? "RSET\r\n" : "");
    commands.append(mailCommand());
    recipients.forEach(each -> commands.append(rcptCommand(each)));
    commands.append(chunked ? "" : "DATA\r\n");
    connection.send(octets(commands.toString()));
    if (reset) {
      afterReset(connection.reply(Stage.RESET));
    }
    boolean senderAccepted = afterMail(connection.reply(Stage.MAIL));
    for (Recipient each : recipients) {
      afterRcpt(each, connection.reply(Stage.RCPT));
    }
    if (!senderAccepted) {
      accepted.clear();
    }
    Optional<Reply> data =
        chunked ? Optional.empty() : Optional.of(inStep(Stage.DATA, connection.reply(Stage.DATA)));
    recordRefused();
    return data;
  }

  /** The reply to DATA; empty when it did not come to that. */
  private Optional<Reply> stepwise() throws PeerException {
    if (connection.needsReset()) {
      connection.send(octets("RSET\r\n"));
      afterReset(connection.reply(Stage.RESET));
    }
    connection.send(octets(mailCommand()));
    if (!afterMail(connection.reply(Stage.MAIL))) {
      return Optional.empty();
    }
    for (Recipient each : recipients) {
      connection.send(octets(rcptCommand(each)));
      afterRcpt(each, connection.reply(Stage.RCPT));
    }
    if (accepted.isEmpty() || chunked) {
      recordRefused();
      return Optional.empty();
    }
    connection.send(octets("DATA\r\n"));
    Reply data = inStep(Stage.DATA, connection.reply(Stage.DATA));
    recordRefused();
    return Optional.of(data);
  }

  private void afterReset(Reply reply) throws PeerException {
    inStep(Stage.RESET, reply);
    connection.needsReset(false);
  }

  /** Whether the sender was accepted; if not, that is the outcome of all. */
  private boolean afterMail(Reply reply) throws PeerException {
    inStep(Stage.MAIL, reply);
    if (!reply.isPositive()) {
      outcomes.record(recipients, reply, connection.peer());
    }
    return reply.isPositive();
  }

  private void afterRcpt(Recipient recipient, Reply reply) throws PeerException {
    inStep(Stage.RCPT, reply);
    if (reply.isPositive()) {
      accepted.add(recipient);
    } else if (accepted.isEmpty() || !saysTooMany(reply)) {
      refused.put(recipient, reply);
    }
  }

  private void recordRefused() {
    refused.forEach((recipient, reply) -> outcomes.record(recipient, reply, connection.peer()));
  }

  /** RFC 5321 4.5.3.1.10: those beyond the peer's limit go into another transaction. */
  private static boolean saysTooMany(Reply reply) {
    boolean status =
        reply.status() == null || (reply.status().subject() == 5 && reply.status().detail() == 3);
    return status && (reply.code() == 452 || reply.code() == 552);
  }

  /** RFC 3030 4.2: the whole message as one chunk, which is the last. */
  private void sendChunk() throws PeerException {
    long size = mail.content().size();
    connection.send(octets("BDAT " + size + " LAST\r\n"));
    send(connection.chunk(size));
  }

  private void send(BodyStream out) throws PeerException {
    try {
      mail.content().writeTo(out);
    } catch (BodyStream.SendFailedException e) {
      throw connection.lost(e.ioCause());
    } catch (IOException e) {
      // Without its end the peer does not have the message (RFC 5321 4.1.1.4).
      connection.abort();
      throw Failures.unreadable(e);
    }
    Reply reply;
    try {
      out.end();
      reply = verdicts();
    } catch (BodyStream.IncompleteException e) {
      connection.abort();
      throw Failures.unreadable(e);
    } catch (BodyStream.SendFailedException e) {
      throw uncertain(connection.lost(e.ioCause()));
    } catch (PeerException e) {
      throw uncertain(e);
    }
    // RFC 3030 2: after a chunk that failed, only RSET brings the peer back to a known state.
    connection.needsReset(chunked && !reply.isPositive());
    notClosing(Stage.FINAL_DOT, reply);
  }

  /** The reply for all; with LMTP there is one for each (RFC 2033 4.2), and this is the last. */
  private Reply verdicts() throws PeerException {
    if (isLmtp()) {
      Reply last = null;
      for (Recipient each : accepted) {
        last = end();
        outcomes.record(each, last, connection.peer(), parameters.promises());
      }
      return last;
    }
    Reply reply = end();
    outcomes.record(accepted, reply, connection.peer(), parameters.promises());
    return reply;
  }

  private boolean isLmtp() {
    return connection.hop().protocol() == NextHop.Protocol.LMTP;
  }

  /** RFC 1047: whether the peer has the message, nobody knows. */
  private PeerException uncertain(PeerException failure) {
    outcomes.recordUncertain(accepted, failure.reply(), connection.peer());
    return failure;
  }

  /** What the peer says of the message; 421 is a verdict too, and ends the session later. */
  private Reply end() throws PeerException {
    Reply reply = connection.reply(Stage.FINAL_DOT);
    return reply.code() == 421 ? reply : inStep(Stage.FINAL_DOT, reply);
  }

  /**
   * A reply that can be one to what was said last. A peer that says more than it was asked for, or
   * less, would have its reply to one mail taken for the one to another: with it the session ends.
   */
  private Reply inStep(Stage stage, Reply reply) throws PeerException {
    notClosing(stage, reply);
    boolean wanted =
        stage == Stage.DATA ? reply.code() == 354 || reply.code() >= 400 : reply.code() / 100 != 3;
    if (!wanted) {
      throw Failures.outOfStep(connection.peer(), stage, reply);
    }
    return reply;
  }

  private static void notClosing(Stage stage, Reply reply) throws PeerException {
    if (reply.code() == 421) {
      throw Failures.closing(stage, reply);
    }
  }

  private String mailCommand() {
    boolean utf8 =
        extensions.needsUtf8()
            || recipients.stream().anyMatch(each -> each.address().needsSmtpUtf8());
    return "MAIL FROM:<" + mail.sender() + ">" + parameters.ofMail(utf8) + "\r\n";
  }

  private String rcptCommand(Recipient recipient) {
    return "RCPT TO:<" + recipient.address() + ">" + parameters.ofRecipient(recipient) + "\r\n";
  }

  /** Only what was checked for SMTPUTF8 comes here with characters beyond ASCII. */
  private static byte[] octets(String commands) {
    return commands.getBytes(StandardCharsets.UTF_8);
  }
}
