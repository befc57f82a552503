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
package org.waypost.trace;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.events.EventLog;
import org.waypost.queue.MailHeader;
import org.waypost.queue.OptionsText;
import org.waypost.store.Statements;

/**
 * Writes the trace: the tables message, recipient and attempt. Every method takes part in the
 * caller's ledger work, and writes the same when it runs again.
 */
public final class TraceTable {

  private static final int SUMMARY = 200;

  private TraceTable() {}

  /** Whether the message has its row. */
  public static boolean knows(Statements statements, MessageId id) throws SQLException {
    return statements.exists("select 1 from message where id = ?", id.value());
  }

  /** Whether this attempt of the group has been written. */
  public static boolean knowsAttempt(Statements statements, MessageId id, int group, int number)
      throws SQLException {
    return statements.exists(
        "select 1 from attempt where message_id = ? and number = ? and group_number = ?",
        id.value(),
        number,
        group);
  }

  /** Writes a message with its recipients, all in one state; the message must be unknown. */
  static void insert(
      Statements statements,
      MailHeader header,
      List<EmailAddress> recipients,
      MessageState state,
      EventLog events)
      throws SQLException {
    insertMessage(statements, header, recipients, state, null);
    for (EmailAddress recipient : recipients) {
      events.accepted(statements, header, recipient);
      insertRecipient(statements, header, recipient, state, null, header.acceptedAt(), null);
    }
  }

  /** Writes a message and its only attempt so far at once; the message must be unknown. */
  static void insert(
      Statements statements,
      MailHeader header,
      List<EmailAddress> recipients,
      MessageState others,
      Attempted attempted,
      EventLog events)
      throws SQLException {
    boolean whole = attempted.results().size() == header.recipientCount();
    MessageState state = whole ? overall(attempted.results()) : others;
    insertMessage(statements, header, recipients, state, lastReply(attempted));
    Instant at = end(attempted);
    for (Attempted.Result result : attempted.results()) {
      events.accepted(statements, header, result.recipient());
      insertRecipient(statements, header, result, at);
    }
    if (!whole) {
      var tried = attempted.results().stream().map(Attempted.Result::recipient).toList();
      for (EmailAddress recipient : recipients) {
        if (!tried.contains(recipient)) {
          events.accepted(statements, header, recipient);
          insertRecipient(statements, header, recipient, others, null, header.acceptedAt(), null);
        }
      }
    }
    insertAttempt(statements, header.id(), attempted);
  }

  /** Writes an attempt of a message that is known. */
  static void update(Statements statements, MailHeader header, Attempted attempted, EventLog events)
      throws SQLException {
    Instant at = end(attempted);
    for (Attempted.Result result : attempted.results()) {
      int updated =
          statements.update(
              "update recipient set state = ?, last_reply = ?, updated_at = ?,"
                  + " original = coalesce(?, original)"
                  + " where message_id = ? and address = ?",
              result.state().name(),
              result.reply(),
              at.toEpochMilli(),
              result.original(),
              header.id().value(),
              result.recipient().toString());
      if (updated == 0) {
        events.accepted(statements, header, result.recipient());
        insertRecipient(statements, header, result, at);
      }
    }
    insertAttempt(statements, header.id(), attempted);
    refresh(statements, header.id(), lastReply(attempted));
  }

  /** Sets the state of some recipients of a message that is known. */
  public static void setState(
      Statements statements, MessageId id, List<EmailAddress> recipients, MessageState state)
      throws SQLException {
    setState(statements, id, recipients, state, null);
  }

  /**
   * Sets the state of some recipients of a message that is known, and why.
   *
   * @param reply the newest reply; null to leave that before
   */
  public static void setState(
      Statements statements,
      MessageId id,
      List<EmailAddress> recipients,
      MessageState state,
      String reply)
      throws SQLException {
    for (EmailAddress recipient : recipients) {
      statements.update(
          "update recipient set state = ?, updated_at = ?, last_reply = coalesce(?, last_reply)"
              + " where message_id = ? and address = ?",
          state.name(),
          System.currentTimeMillis(),
          reply,
          id.value(),
          recipient.toString());
    }
    refresh(statements, id, reply);
  }

  /** Removes everything about a message. */
  public static void delete(Statements statements, MessageId id) throws SQLException {
    statements.update("delete from returned where message_id = ?", id.value());
    statements.update("delete from attempt where message_id = ?", id.value());
    statements.update("delete from recipient where message_id = ?", id.value());
    statements.update("delete from message where id = ?", id.value());
  }

  /** Makes the message's state that of its recipients. */
  private static void refresh(Statements statements, MessageId id, String reply)
      throws SQLException {
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    statements.query(
        "select state, count(*) from recipient where message_id = ? group by state",
        row -> counts.put(MessageState.valueOf(row.getString(1)), row.getLong(2)),
        id.value());
    long known = counts.values().stream().mapToLong(Long::longValue).sum();
    long all = statements.number("select recipient_count from message where id = ?", id.value());
    if (known < all) {
      counts.merge(MessageState.QUEUED, all - known, Long::sum);
    }
    statements.update(
        "update message set state = ?, last_reply = coalesce(?, last_reply) where id = ?",
        overall(counts).name(),
        reply,
        id.value());
  }

  private static void insertMessage(
      Statements statements,
      MailHeader header,
      List<EmailAddress> recipients,
      MessageState state,
      String reply)
      throws SQLException {
    MailHeader.Origin origin = header.origin();
    statements.update(
        "insert into message (id, accepted_at, source, peer, helo, account, listener, sender,"
            + " recipients, recipient_count, subject, header_message_id, tags, size, state,"
            + " last_reply, options, metadata) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        header.id().value(),
        header.acceptedAt().toEpochMilli(),
        origin.source(),
        origin.peer(),
        origin.helo(),
        origin.user(),
        origin.listener(),
        header.sender().toString(),
        summary(recipients),
        header.recipientCount(),
        header.subject(),
        header.headerMessageId(),
        header.tags().isEmpty() ? null : String.join("\n", header.tags()),
        header.size(),
        state.name(),
        reply,
        OptionsText.of(header.options()),
        header.metadata().toText());
  }

  private static void insertRecipient(
      Statements statements, MailHeader header, Attempted.Result result, Instant at)
      throws SQLException {
    insertRecipient(
        statements,
        header,
        result.recipient(),
        result.state(),
        result.reply(),
        at,
        result.original());
  }

  private static void insertRecipient(
      Statements statements,
      MailHeader header,
      EmailAddress recipient,
      MessageState state,
      String reply,
      Instant at,
      String original)
      throws SQLException {
    statements.update(
        "insert into recipient (message_id, address, domain, state, last_reply, updated_at,"
            + " original) values (?, ?, ?, ?, ?, ?, ?)",
        header.id().value(),
        recipient.toString(),
        recipient.domain(),
        state.name(),
        reply,
        at.toEpochMilli(),
        original);
  }

  private static void insertAttempt(Statements statements, MessageId id, Attempted attempted)
      throws SQLException {
    for (Attempted.Result result : attempted.results()) {
      statements.update(
          "insert into attempt (message_id, group_number, number, recipient, at, millis, route,"
              + " host, state, reply, tls_version, cipher, tls_policy, tls_verdict,"
              + " source)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          id.value(),
          attempted.group(),
          attempted.number(),
          result.recipient().toString(),
          attempted.at().toEpochMilli(),
          attempted.millis(),
          attempted.route(),
          result.host(),
          result.state().name(),
          result.reply(),
          tls(result, TlsFacts::version),
          tls(result, TlsFacts::cipher),
          tls(result, TlsFacts::policy),
          tls(result, TlsFacts::verdict),
          result.source());
    }
  }

  private static String tls(Attempted.Result result, Function<TlsFacts, String> part) {
    return result.tls() == null ? null : part.apply(result.tls());
  }

  private static MessageState overall(List<Attempted.Result> results) {
    if (results.size() == 1) {
      return results.get(0).state();
    }
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    results.forEach(result -> counts.merge(result.state(), 1L, Long::sum));
    return overall(counts);
  }

  /** The state of a message: what is open comes first, then what went wrong. */
  static MessageState overall(Map<MessageState, Long> counts) {
    for (MessageState state :
        List.of(
            MessageState.QUEUED,
            MessageState.UNCERTAIN,
            MessageState.DEFERRED,
            MessageState.HELD,
            MessageState.SCHEDULED,
            MessageState.EXPIRED,
            MessageState.BOUNCED,
            MessageState.SUPPRESSED,
            MessageState.DELETED,
            MessageState.DISCARDED,
            MessageState.CAPTURED)) {
      if (counts.containsKey(state)) {
        return state;
      }
    }
    return MessageState.DELIVERED;
  }

  private static String lastReply(Attempted attempted) {
    return attempted.results().isEmpty()
        ? null
        : attempted.results().get(attempted.results().size() - 1).reply();
  }

  private static Instant end(Attempted attempted) {
    return attempted.at().plusMillis(attempted.millis());
  }

  private static String summary(List<EmailAddress> recipients) {
    String all =
        recipients.stream().limit(20).map(EmailAddress::toString).collect(Collectors.joining(", "));
    return all.length() <= SUMMARY ? all : all.substring(0, SUMMARY - 1) + "…";
  }
}
