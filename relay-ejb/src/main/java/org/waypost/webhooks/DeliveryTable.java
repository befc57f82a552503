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
package org.waypost.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.event.MailEvent;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Statements;
import org.waypost.webhooks.WebhookDelivery.State;

/** The deliveries of all hooks in SQL. Writing is part of the caller's ledger work. */
final class DeliveryTable {

  private static final String COLUMNS =
      "seq, event_id, event, message_id, state, attempts, created_at, next_at, tried_at, millis,"
          + " status, answer";

  private DeliveryTable() {}

  /** What is to be sent. */
  record Pending(long seq, String body, int attempts, long createdAt, long nextAt) {}

  static void insert(Statements statements, String hook, MailEvent event, String body, long now)
      throws SQLException {
    statements.update(
        "insert into webhook_delivery (hook, event_id, event, message_id, body, state, attempts,"
            + " created_at, next_at) values (?, ?, ?, ?, ?, 'PENDING', 0, ?, ?)",
        hook,
        event.id(),
        event.type().word(),
        event.message().id().value(),
        body,
        now,
        now);
  }

  /** Sends one again, after all that wait; false when there is none of this number. */
  static boolean again(Statements statements, String hook, long seq, long now) throws SQLException {
    return statements.update(
            "insert into webhook_delivery (hook, event_id, event, message_id, body, state, attempts,"
                + " created_at, next_at) select hook, event_id, event, message_id, body, 'PENDING',"
                + " 0, cast(? as bigint), cast(? as bigint) from webhook_delivery"
                + " where hook = ? and seq = ?",
            now,
            now,
            hook,
            seq)
        > 0;
  }

  static List<Pending> pending(Statements statements, String hook, int limit) throws SQLException {
    return statements.query(
        "select seq, body, attempts, created_at, next_at from webhook_delivery"
            + " where hook = ? and state = 'PENDING' order by seq limit ?",
        row ->
            new Pending(
                row.getLong(1), row.getString(2), row.getInt(3), row.getLong(4), row.getLong(5)),
        hook,
        limit);
  }

  /** When the first that waits may be sent; nothing when none waits. */
  static Optional<Long> due(Statements statements, String hook) throws SQLException {
    return statements.first(
        "select next_at from webhook_delivery where hook = ? and state = 'PENDING'"
            + " order by seq limit 1",
        row -> row.getLong(1),
        hook);
  }

  /** Notes what a POST came to for one of its events. */
  static void tried(
      Statements statements, long seq, State state, long now, long nextAt, HookAnswer answer)
      throws SQLException {
    statements.update(
        "update webhook_delivery set state = ?, attempts = attempts + 1, tried_at = ?, next_at = ?,"
            + " millis = ?, status = cast(? as integer), answer = ? where seq = ?",
        state.name(),
        now,
        nextAt,
        answer.millis(),
        answer.status() == null ? null : answer.status().toString(),
        answer.text(),
        seq);
  }

  /** The newest first; of one state, unless that is null. */
  static Page<WebhookDelivery> list(
      Statements statements, String hook, State state, PageRequest page) throws SQLException {
    String where =
        " from webhook_delivery where hook = ?" + (state == null ? "" : " and state = ?");
    Object[] counted = state == null ? of(hook) : of(hook, state.name());
    Object[] listed =
        state == null
            ? of(hook, page.size(), page.offset())
            : of(hook, state.name(), page.size(), page.offset());
    return new Page<>(
        statements.query(
            "select " + COLUMNS + where + " order by seq desc limit ? offset ?",
            DeliveryTable::delivery,
            listed),
        page,
        statements.number(
            "select count(*) from (select 1" + where + " limit " + Page.COUNT_LIMIT + ") counted",
            counted));
  }

  /** How many wait, counted up to a limit. */
  static long waiting(Statements statements, String hook, long most) throws SQLException {
    return statements.number(
        "select count(*) from (select 1 from webhook_delivery where hook = ?"
            + " and state = 'PENDING' limit ?) counted",
        hook,
        most);
  }

  static void deleteOf(Statements statements, String hook) throws SQLException {
    statements.update("delete from webhook_delivery where hook = ?", hook);
  }

  /** Forgets what is done and old, more than there is room for, or of a hook that is gone. */
  static void deleteOld(Statements statements, List<String> hooks, long before, int most)
      throws SQLException {
    statements.update(
        "delete from webhook_delivery where state <> 'PENDING' and created_at < ?", before);
    statements.update("delete from webhook_delivery where hook not in (select name from webhook)");
    statements.update(
        "delete from event_lease where name like 'webhook %'"
            + " and name not in (select 'webhook ' || name from webhook)");
    for (String hook : hooks) {
      statements.update(
          "delete from webhook_delivery where hook = ? and state <> 'PENDING' and seq <= coalesce("
              + "(select seq from webhook_delivery where hook = ? and state <> 'PENDING'"
              + " order by seq desc limit 1 offset ?), 0)",
          hook,
          hook,
          most);
    }
  }

  private static WebhookDelivery delivery(ResultSet row) throws SQLException {
    State state = State.valueOf(row.getString(5));
    long tried = row.getLong(9);
    Instant triedAt = row.wasNull() ? null : Instant.ofEpochMilli(tried);
    int status = row.getInt(11);
    Integer answered = row.wasNull() ? null : status;
    return new WebhookDelivery(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        state,
        row.getInt(6),
        Instant.ofEpochMilli(row.getLong(7)),
        state == State.PENDING ? Instant.ofEpochMilli(row.getLong(8)) : null,
        triedAt,
        triedAt == null ? null : new HookAnswer(answered, row.getString(12), row.getLong(10)));
  }

  private static Object[] of(Object... parameters) {
    return parameters;
  }
}
