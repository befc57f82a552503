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
package org.waypost.events;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;
import org.waypost.queue.MailHeader;
import org.waypost.store.Statements;

/**
 * Writes events, as part of the ledger work that writes what they tell; nothing while nobody may
 * listen. Every method may be called on any thread that runs such a work.
 */
public final class EventLog {

  /** Writes nothing. */
  public static final EventLog NONE = new EventLog(() -> false, new EventCounters());

  private final BooleanSupplier wanted;
  private final EventCounters counters;
  private volatile long lastWritten = System.nanoTime();
  private volatile boolean full;

  /** Writes while this says so. */
  public EventLog(BooleanSupplier wanted, EventCounters counters) {
    this.wanted = wanted;
    this.counters = counters;
  }

  /** Whether anybody may listen. Never waits. */
  public boolean isWanted() {
    return wanted.getAsBoolean();
  }

  /** What is written, and what is not. */
  public EventCounters counters() {
    return counters;
  }

  /** Says that a message was taken for a recipient. */
  public void accepted(Statements statements, MailHeader header, EmailAddress recipient)
      throws SQLException {
    if (isWanted()) {
      write(
          statements,
          new MailEvent(
              newId(),
              MailEvent.Type.ACCEPTED,
              header.acceptedAt(),
              message(header),
              recipient.toString(),
              null,
              null,
              null,
              null,
              null,
              header.options().holdUntil()));
    }
  }

  /**
   * Says what happened to recipients of a message without an attempt; nothing when the trace does
   * not know the message any more.
   *
   * @param why a failure, or what an administrator wrote
   */
  public void changed(
      Statements statements,
      MessageId id,
      List<EmailAddress> recipients,
      MailEvent.Type type,
      Why why)
      throws SQLException {
    if (!isWanted()) {
      return;
    }
    Optional<MailEvent.Message> message = KnownMessages.find(statements, id);
    if (message.isPresent()) {
      Instant now = Instant.now();
      for (EmailAddress recipient : recipients) {
        write(
            statements,
            new MailEvent(
                newId(),
                type,
                now,
                message.get(),
                recipient.toString(),
                null,
                null,
                why.reply(),
                why.category(),
                why.reason(),
                null));
      }
    }
  }

  /**
   * Why something happened.
   *
   * @param reply in the form of a reply, or null
   * @param category of a failure, or null
   * @param reason in words, or null
   */
  public record Why(Reply reply, String category, String reason) {
    /** Nobody said. */
    public static final Why UNSAID = new Why(null, null, null);

    /** Somebody said so, in words; null when not even that. */
    public static Why of(String reason) {
      return new Why(null, null, reason);
    }
  }

  /** Writes an event. The caller has asked whether anybody may listen. */
  public void write(Statements statements, MailEvent event) throws SQLException {
    if (full) {
      counters.drop();
      return;
    }
    OutboxTable.insert(statements, body(event));
    counters.wrote();
    lastWritten = System.nanoTime();
  }

  /** When the last one was written, which need not be committed yet; as of System.nanoTime. */
  long lastWritten() {
    return lastWritten;
  }

  /** Says whether too many wait, so that new ones are dropped. */
  void full(boolean tooMany) {
    full = tooMany;
  }

  /** The id of a new event. */
  public static String newId() {
    return MessageId.next().value();
  }

  /** What an event says of a message. */
  public static MailEvent.Message message(MailHeader header) {
    return new MailEvent.Message(
        header.id(),
        header.acceptedAt(),
        header.sender().toString(),
        header.origin().user(),
        header.tags(),
        header.metadata().entries());
  }

  /** An outcome must not fail because of its event: what is too long goes without its metadata. */
  private static String body(MailEvent event) {
    String body = MailEventJson.write(event).toString();
    if (body.length() <= OutboxTable.MOST_CHARACTERS) {
      return body;
    }
    MailEvent.Message message = event.message();
    return MailEventJson.write(
            new MailEvent(
                event.id(),
                event.type(),
                event.time(),
                new MailEvent.Message(
                    message.id(),
                    message.acceptedAt(),
                    message.sender(),
                    message.user(),
                    List.of(),
                    Map.of()),
                event.recipient(),
                event.original(),
                event.attempt(),
                null,
                event.category(),
                null,
                event.nextAttemptAt()))
        .toString();
  }
}
