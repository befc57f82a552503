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
package org.waypost.parking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;

/** Parked mail in SQL. Safe for use by any number of threads. */
public final class SqlParkedMail implements ParkedMail {

  private static final String COLUMNS =
      "p.message_id, p.group_number, p.sender, p.recipients, p.subject, p.route, p.destination,"
          + " p.site, p.state, p.attempts, p.accepted_at, p.due_at, p.expires_at, p.last_reply,"
          + " p.size, p.tags, p.redirect, p.note";

  private static final String SELECT = "select " + COLUMNS + " from parked p where ";

  private record Asked(QueueShape.By by, Selection selection) {}

  private final Database database;
  private final Remembered<String, List<Count>> counts = new Remembered<>();
  private final Remembered<Asked, QueueShape> shapes = new Remembered<>();

  /** Reads from this database. */
  public SqlParkedMail(Database database) {
    this.database = database;
  }

  @Override
  public Page<ParkedEntry> page(Selection selection, ListOrder order, PageRequest page) {
    SelectionSql sql = SelectionSql.of(selection);
    return database.read(
        statements ->
            new Page<>(
                statements.query(
                    SELECT + sql.condition() + order.orderBy() + " limit ? offset ?",
                    SqlParkedMail::entry,
                    sql.parameters(page.size(), page.offset())),
                page,
                statements.number(
                    "select count(*) from (select 1 from parked p where "
                        + sql.condition()
                        + " limit ?) counted",
                    sql.parameters(Page.COUNT_LIMIT))));
  }

  @Override
  public List<ParkedEntry> behind(
      Selection selection, ListOrder order, ListOrder.Place after, int size) {
    SelectionSql sql = SelectionSql.of(selection);
    String id = after.id().value();
    return database.read(
        statements ->
            statements.query(
                SELECT + sql.condition() + order.behind() + order.orderBy() + " limit ?",
                SqlParkedMail::entry,
                sql.parameters(after.at(), after.at(), id, id, after.group(), size)));
  }

  @Override
  public List<Count> counts() {
    return counts.get("", key -> count());
  }

  private List<Count> count() {
    return database.read(
        statements ->
            statements.query(
                "select destination, state, count(*) from parked"
                    + " group by destination, state order by count(*) desc limit 1000",
                row ->
                    new Count(
                        row.getString(1),
                        ParkedEntry.State.valueOf(row.getString(2)),
                        row.getLong(3))));
  }

  @Override
  public QueueShape shape(QueueShape.By by, Selection selection) {
    return shapes.get(new Asked(by, selection), this::shape);
  }

  private QueueShape shape(Asked asked) {
    Instant now = Instant.now();
    SelectionSql sql = SelectionSql.of(asked.selection());
    String column = "p." + asked.by().column();
    StringBuilder select = new StringBuilder("select ").append(column).append(", count(*)");
    // The times stand in the statement: they change with each, and nobody else writes them.
    for (int minutes : QueueShape.MINUTES) {
      select
          .append(", count(case when p.accepted_at > ")
          .append(now.toEpochMilli() - minutes * 60_000L)
          .append(" then 1 end)");
    }
    List<QueueShape.Row> rows =
        database.read(
            statements ->
                statements.query(
                    select
                        + " from parked p where "
                        + sql.condition()
                        + " group by "
                        + column
                        + " order by 2 desc, 1 limit "
                        + QueueShape.MOST_ROWS,
                    SqlParkedMail::row,
                    sql.parameters()));
    return new QueueShape(now, rows);
  }

  private static QueueShape.Row row(ResultSet row) throws SQLException {
    String name = row.getString(1);
    List<Long> byAge = new ArrayList<>();
    long younger = 0;
    for (int i = 0; i < QueueShape.MINUTES.size(); i++) {
      long upTo = row.getLong(i + 3);
      byAge.add(upTo - younger);
      younger = upTo;
    }
    byAge.add(row.getLong(2) - younger);
    return new QueueShape.Row(name == null ? "" : name, row.getLong(2), byAge);
  }

  private static ParkedEntry entry(ResultSet row) throws SQLException {
    return new ParkedEntry(
        new MessageId(row.getString(1)),
        row.getInt(2),
        row.getString(3),
        List.of(row.getString(4).split("\n")),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        ParkedEntry.State.valueOf(row.getString(9)),
        row.getInt(10),
        Instant.ofEpochMilli(row.getLong(11)),
        Instant.ofEpochMilli(row.getLong(12)),
        Instant.ofEpochMilli(row.getLong(13)),
        row.getString(14),
        row.getLong(15),
        row.getString(16) == null ? List.of() : List.of(row.getString(16).split("\n")),
        row.getString(17),
        row.getString(18));
  }
}
