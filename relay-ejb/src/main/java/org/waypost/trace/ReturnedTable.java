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
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.classification.Category;
import org.waypost.store.Statements;

/** What came back about messages after they had left. Part of the caller's ledger work. */
public final class ReturnedTable {

  private static final int MOST_TEXT = 2_000;
  private static final int MOST_REPORTER = 255;

  private ReturnedTable() {}

  /**
   * Something that came back.
   *
   * @param id of the mail that said so
   * @param about the message that had left
   * @param recipient of that message
   * @param kind a word: bounce, delay, success, complaint, no_complaint
   * @param at when it came in
   * @param category why; null where it does not apply
   * @param reporter who said so; empty when it is not known
   * @param text the reply or reason
   * @param proven whether its writer had the message; else it changes nothing
   */
  public record Row(
      MessageId id,
      MessageId about,
      EmailAddress recipient,
      String kind,
      Instant at,
      Category category,
      String reporter,
      String text,
      boolean proven) {}

  /** Whether this was proven before, about this recipient of this message. */
  public static boolean isKnown(
      Statements statements, MessageId about, EmailAddress recipient, String kind)
      throws SQLException {
    return statements.exists(
        "select 1 from returned where message_id = ? and recipient = ? and kind = ? and proven = ?",
        about.value(),
        recipient.toString(),
        kind,
        true);
  }

  /**
   * Notes it; false when that was done before.
   *
   * @param failed whether the recipient's mail has bounced with it, if it is proven
   */
  public static boolean note(Statements statements, Row row, boolean failed) throws SQLException {
    if (statements.exists(
        "select 1 from returned where id = ? and message_id = ? and recipient = ? and kind = ?",
        row.id().value(),
        row.about().value(),
        row.recipient().toString(),
        row.kind())) {
      return false;
    }
    String text = plain(row.text(), MOST_TEXT);
    statements.update(
        "insert into returned (id, message_id, recipient, kind, at, category, reporter, text, proven)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id().value(),
        row.about().value(),
        row.recipient().toString(),
        row.kind(),
        row.at().toEpochMilli(),
        row.category() == null ? null : row.category().word(),
        plain(row.reporter(), MOST_REPORTER),
        text,
        row.proven());
    if (failed && row.proven()) {
      TraceTable.setState(statements, row.about(), List.of(row.recipient()), MessageState.BOUNCED);
      statements.update(
          "update recipient set last_reply = ? where message_id = ? and address = ?",
          text,
          row.about().value(),
          row.recipient().toString());
      CategoryTable.recipient(statements, row.about(), row.recipient(), row.category());
    }
    return true;
  }

  static List<MessageDetail.Report> of(Statements statements, MessageId about) throws SQLException {
    return statements.query(
        "select id, recipient, kind, at, category, reporter, text, proven from returned"
            + " where message_id = ? order by at, id limit 1000",
        row ->
            new MessageDetail.Report(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8)),
        about.value());
  }

  private static String plain(String text, int most) {
    String line = text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", " ").strip();
    if (line.length() <= most) {
      return line;
    }
    boolean split = Character.isHighSurrogate(line.charAt(most - 1));
    return line.substring(0, split ? most - 1 : most);
  }
}
