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
package org.waypost.delivery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.bounce.CollectedNotice;
import org.waypost.store.Statements;

/** Notifications that wait to be told together. Part of the caller's ledger work. */
final class CollectedTable {

  /** Told in one notification; others are counted. */
  static final int MOST_LISTED = 500;

  private static final int MOST_REPLY = 500;

  private CollectedTable() {}

  /** Notes what would have been told of one recipient. */
  static void add(Statements statements, String id, EmailAddress sender, CollectedNotice notice)
      throws SQLException {
    String reply = notice.reply();
    statements.update(
        "insert into collected_notice (id, sender, at, message_id, recipient, action, reply,"
            + " amount) values (?, ?, ?, ?, ?, ?, ?, 1)",
        id,
        sender.toString(),
        notice.at().toEpochMilli(),
        notice.messageId(),
        notice.recipient(),
        notice.action(),
        reply.length() > MOST_REPLY
            ? reply.substring(0, MOST_REPLY).replaceAll("[\\x{D800}-\\x{DBFF}]$", "")
            : reply);
  }

  /** Counts recipients of whom nothing more is noted. */
  static void count(
      Statements statements, String id, EmailAddress sender, int recipients, Instant at)
      throws SQLException {
    int counted =
        statements.update(
            "update collected_notice set amount = amount + ?"
                + " where sender = ? and recipient is null",
            recipients,
            sender.toString());
    if (counted == 0) {
      statements.update(
          "insert into collected_notice (id, sender, at, amount) values (?, ?, ?, ?)",
          id,
          sender.toString(),
          at.toEpochMilli(),
          recipients);
    }
  }

  /** Senders of whose notifications the oldest is at least as old; 100 at most. */
  static List<EmailAddress> senders(Statements statements, Instant before) throws SQLException {
    return statements.query(
        "select sender from collected_notice group by sender having min(at) <= ? limit 100",
        row -> EmailAddress.parse(row.getString(1)),
        before.toEpochMilli());
  }

  /** The oldest 500. */
  static List<CollectedNotice> list(Statements statements, EmailAddress sender)
      throws SQLException {
    return statements.query(
        "select message_id, recipient, action, reply, at from collected_notice"
            + " where sender = ? and recipient is not null order by at, id limit ?",
        row ->
            new CollectedNotice(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5))),
        sender.toString(),
        MOST_LISTED);
  }

  static long amount(Statements statements, EmailAddress sender) throws SQLException {
    return statements.number(
        "select coalesce(sum(amount), 0) from collected_notice where sender = ?",
        sender.toString());
  }

  /** Whether there were any, which no other node had deleted. */
  static boolean delete(Statements statements, EmailAddress sender) throws SQLException {
    return statements.update("delete from collected_notice where sender = ?", sender.toString())
        > 0;
  }
}
