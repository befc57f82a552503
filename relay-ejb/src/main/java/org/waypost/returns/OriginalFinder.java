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
package org.waypost.returns;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.queue.Xtext;
import org.waypost.rewriting.Verp;
import org.waypost.store.Database;
import org.waypost.store.Statements;

/**
 * Finds in the trace the message that a report is about: by the address that the report came to
 * (VERP), by ids of ours that it quotes, by the sender's own names for the message. Safe for use by
 * any number of threads.
 */
final class OriginalFinder {

  /** Sender's names have no index: they are looked for among the newest messages only. */
  private static final int NEWEST = 20_000;

  /** Each costs a look at all of the newest, and strangers say how many there are. */
  private static final int MOST_NAMES = 3;

  private static final int MOST_RECIPIENTS = 2_000;

  private final Database database;

  OriginalFinder(Database database) {
    this.database = database;
  }

  /**
   * A message in the trace.
   *
   * @param sender the reverse-path
   * @param recipients at most 2,000
   * @param proven whether the report has something that only those have whom the message reached:
   *     its signed sender, or its id, of which 80 bits are random
   */
  record Original(
      MessageId id, EmailAddress sender, List<EmailAddress> recipients, boolean proven) {

    /** The recipient that is meant, in whatever case it is written. */
    Optional<EmailAddress> recipient(String written) {
      return recipients.stream()
          .filter(each -> each.toString().equalsIgnoreCase(written))
          .findFirst();
    }
  }

  /** The message that an address was made for, unless the trace has forgotten it. */
  Optional<Original> byVerp(Verp verp) {
    return database.read(statements -> original(statements, verp.messageId().value(), true));
  }

  /** Those that the report may be about, the likeliest first. */
  List<Original> candidates(ReportReader.Reading reading, MessageId own) {
    return database.read(
        statements -> {
          Set<String> ids = new LinkedHashSet<>(reading.ownIds());
          ids.remove(own.value());
          List<Original> found = new ArrayList<>();
          for (String id : ids) {
            original(statements, id, true).ifPresent(found::add);
          }
          if (found.isEmpty()) {
            for (String id : byName(statements, reading.report())) {
              original(statements, id, false).ifPresent(found::add);
            }
          }
          return found;
        });
  }

  private static List<String> byName(Statements statements, Report report) throws SQLException {
    List<String> ids = new ArrayList<>();
    for (String messageId : report.messageIds().stream().limit(MOST_NAMES).toList()) {
      ids.addAll(newest(statements, "header_message_id = ?", messageId));
    }
    if (!report.envelopeId().isEmpty() && report.envelopeId().length() <= 100) {
      String escaped =
          Xtext.of(report.envelopeId())
              .replace("\\", "\\\\")
              .replace("%", "\\%")
              .replace("_", "\\_");
      ids.addAll(
          newest(
              statements,
              "(' ' || options || ' ') like ? escape '\\'",
              "% ENVID=" + escaped + " %"));
    }
    return ids;
  }

  private static List<String> newest(Statements statements, String condition, String value)
      throws SQLException {
    return statements.query(
        "select id from (select id, header_message_id, options from message order by id desc"
            + " limit ?) newest where "
            + condition
            + " order by id desc limit 3",
        row -> row.getString(1),
        NEWEST,
        value);
  }

  private static Optional<Original> original(Statements statements, String id, boolean proven)
      throws SQLException {
    Optional<String> sender =
        statements.first("select sender from message where id = ?", row -> row.getString(1), id);
    if (sender.isEmpty()) {
      return Optional.empty();
    }
    List<EmailAddress> recipients =
        statements.query(
            "select address from recipient where message_id = ? order by address limit ?",
            row -> EmailAddress.parse(row.getString(1)),
            id,
            MOST_RECIPIENTS);
    return Optional.of(
        new Original(new MessageId(id), EmailAddress.parse(sender.get()), recipients, proven));
  }
}
