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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;
import org.waypost.paging.Page;
import org.waypost.store.Database;
import org.waypost.store.Statements;

/** The trace in SQL. */
public final class SqlTrace implements Trace {

  private static final int MAX_ATTEMPTS = 1_000;
  private static final String COLUMNS =
      "m.id, m.accepted_at, m.source, m.sender, m.recipients, m.recipient_count, m.subject, m.size,"
          + " m.state, m.last_reply";

  private final Database database;

  /** Reads from this database. */
  public SqlTrace(Database database) {
    this.database = database;
  }

  @Override
  public Page<MessageSummary> search(MessageQuery query) {
    Filter filter = Filter.of(query);
    List<Object> rows = new ArrayList<>(filter.parameters);
    rows.add(query.page().size());
    rows.add(query.page().offset());
    List<Object> count = new ArrayList<>(filter.parameters);
    count.add(Page.COUNT_LIMIT);
    return database.read(
        statements ->
            new Page<>(
                statements.query(
                    "select "
                        + COLUMNS
                        + " from message m"
                        + filter.where()
                        + " order by m.id desc limit ? offset ?",
                    SqlTrace::summary,
                    rows.toArray()),
                query.page(),
                statements.number(
                    "select count(*) from (select 1 from message m"
                        + filter.where()
                        + " limit ?) counted",
                    count.toArray())));
  }

  @Override
  public Optional<MessageDetail> find(MessageId id) {
    return database.read(statements -> find(statements, id));
  }

  private static Optional<MessageDetail> find(Statements statements, MessageId id)
      throws SQLException {
    // The message before its recipients: what is read later is at least as new, so that a message
    // written in between is never seen without them.
    Optional<MessageDetail> message = message(statements, id);
    if (message.isEmpty()) {
      return message;
    }
    Map<String, Instant> due = new HashMap<>();
    statements.query(
        "select recipients, due_at from parked where message_id = ? and state <> 'ACTIVE'",
        row -> {
          Instant at = instant(row.getLong(2));
          for (String recipient : row.getString(1).split("\n")) {
            due.put(recipient, at);
          }
          return at;
        },
        id.value());
    List<MessageDetail.Recipient> recipients =
        statements.query(
            "select r.address, r.state, r.last_reply, r.updated_at, r.category, r.original"
                + " from recipient r"
                + " where r.message_id = ? order by r.address limit 50000",
            row -> recipient(row, due.get(row.getString(1))),
            id.value());
    List<MessageDetail.Attempt> attempts =
        new ArrayList<>(
            statements.query(
                "select number, at, millis, recipient, route, host, state, reply, tls_version,"
                    + " cipher, tls_policy, tls_verdict, category, source from attempt"
                    + " where message_id = ? order by number desc, recipient limit "
                    + MAX_ATTEMPTS,
                SqlTrace::attempt,
                id.value()));
    Collections.reverse(attempts);
    boolean stored =
        statements.exists("select 1 from content where message_id = ? limit 1", id.value());
    return Optional.of(
        message.get().with(recipients, attempts, ReturnedTable.of(statements, id), stored));
  }

  private static Optional<MessageDetail> message(Statements statements, MessageId id)
      throws SQLException {
    return statements.first(
        "select "
            + COLUMNS
            + ", m.header_message_id, m.peer, m.helo, m.account, m.listener, m.tags, m.options,"
            + " m.metadata"
            + " from message m where m.id = ?",
        row ->
            new MessageDetail(
                summary(row),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                words(row.getString(16), "\n"),
                Metadata.ofText(row.getString(18)),
                words(row.getString(17), " "),
                List.of(),
                List.of(),
                List.of(),
                false),
        id.value());
  }

  private static MessageDetail.Recipient recipient(ResultSet row, Instant next)
      throws SQLException {
    return new MessageDetail.Recipient(
        row.getString(1),
        MessageState.valueOf(row.getString(2)),
        row.getString(3),
        instant(row.getLong(4)),
        next,
        row.getString(5),
        row.getString(6));
  }

  private static MessageDetail.Attempt attempt(ResultSet row) throws SQLException {
    return new MessageDetail.Attempt(
        row.getInt(1),
        instant(row.getLong(2)),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        MessageState.valueOf(row.getString(7)),
        row.getString(8),
        row.getString(11) == null
            ? null
            : new TlsFacts(
                row.getString(9), row.getString(10), row.getString(11), row.getString(12)),
        row.getString(13),
        row.getString(14));
  }

  /** Reads the columns of {@link #COLUMNS}. */
  static MessageSummary summary(ResultSet row) throws SQLException {
    return new MessageSummary(
        new MessageId(row.getString(1)),
        instant(row.getLong(2)),
        MessageSummary.Source.valueOf(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getInt(6),
        row.getString(7),
        row.getLong(8),
        MessageState.valueOf(row.getString(9)),
        row.getString(10));
  }

  private static List<String> words(String stored, String separator) {
    return stored == null ? List.of() : Arrays.asList(stored.split(separator));
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  /** The where clause of a query, with its parameters. */
  private static final class Filter {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    static Filter of(MessageQuery query) {
      Filter filter = new Filter();
      if (query.state() != null) {
        filter.add("m.state = ?", query.state().name());
      }
      if (present(query.domain())) {
        filter.add(
            "exists (select 1 from recipient r where r.message_id = m.id and r.domain = ?)",
            query.domain().toLowerCase(Locale.ROOT));
      }
      if (present(query.from())) {
        filter.add("lower(m.sender) like ? escape '\\'", pattern(query.from()));
      }
      if (present(query.to())) {
        filter.add(
            "exists (select 1 from recipient r where r.message_id = m.id"
                + " and lower(r.address) like ? escape '\\')",
            pattern(query.to()));
      }
      if (query.since() != null) {
        filter.add("m.accepted_at >= ?", query.since().toEpochMilli());
      }
      if (query.until() != null) {
        filter.add("m.accepted_at < ?", query.until().toEpochMilli());
      }
      if (present(query.text())) {
        filter.addText(query.text().strip());
      }
      return filter;
    }

    String where() {
      return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private void add(String condition, Object... values) {
      conditions.add(condition);
      parameters.addAll(Arrays.asList(values));
    }

    private void addText(String text) {
      for (String word : text.split("\\s+")) {
        String like = pattern(word);
        add(
            "(m.id = ? or m.header_message_id = ? or lower(m.subject) like ? escape '\\'"
                + " or lower(m.sender) like ? escape '\\' or lower(m.tags) like ? escape '\\'"
                + " or exists (select 1 from recipient r where r.message_id = m.id"
                + " and lower(r.address) like ? escape '\\'))",
            word.toLowerCase(Locale.ROOT),
            word,
            like,
            like,
            like,
            like);
      }
    }

    private static boolean present(String text) {
      return text != null && !text.isBlank();
    }

    private static String pattern(String text) {
      return "%"
          + text.toLowerCase(Locale.ROOT)
              .replace("\\", "\\\\")
              .replace("%", "\\%")
              .replace("_", "\\_")
          + "%";
    }
  }
}
