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
package org.waypost.operations;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waypost.api.mail.MessageId;
import org.waypost.parking.Candidate;
import org.waypost.parking.Selected;
import org.waypost.store.Statements;

/** The table of jobs. Every method takes part in the caller's work. */
final class JobTable {

  /** Groups that are remembered to be in delivery; there are never more workers than that. */
  static final int MOST_LEFT_OVER = 1000;

  private static final String COLUMNS =
      "id, action, reason, route, selection, state, total, done, unchanged, failed, created_at,"
          + " created_by, started_at, ended_at, at_message, at_group, left_over";

  /** Behind every group: no id begins with this. */
  private static final Selected.Position END = new Selected.Position("~", 0);

  private final SelectionFormat format;

  JobTable(SelectionFormat format) {
    this.format = format;
  }

  /** A group that a worker had in its hands. */
  record LeftOver(MessageId id, int group) {
    static LeftOver of(Candidate candidate) {
      return new LeftOver(candidate.id(), candidate.group());
    }
  }

  /**
   * A job and how far it is.
   *
   * @param position behind which it goes on; nothing when it has seen all
   * @param leftOver those that it comes back to
   */
  record Progress(QueueJob job, Optional<Selected.Position> position, List<LeftOver> leftOver) {}

  /**
   * Writes a new job.
   *
   * @param owner who works on it at once; null for whoever comes first
   */
  void insert(Statements statements, QueueJob job, String owner, long leaseUntil)
      throws SQLException {
    statements.update(
        "insert into queue_job (id, action, selection, reason, route, state, total, done,"
            + " unchanged, failed, at_message, at_group, left_over, created_at, created_by,"
            + " owner, lease_until, resume_at) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', 0, '', ?,"
            + " ?, ?, ?, 0)",
        job.id(),
        job.action().kind().name(),
        format.write(job.selection()).toString(),
        job.action().reason().orElse(null),
        job.action().route().orElse(null),
        job.state().name(),
        job.total(),
        job.createdAt().toEpochMilli(),
        job.createdBy().orElse(null),
        owner,
        leaseUntil);
  }

  /** Takes a job that nobody works on, the oldest first. */
  Optional<Progress> claim(Statements statements, String owner, long now, long leaseUntil)
      throws SQLException {
    Optional<String> next =
        statements.first(
            "select id from queue_job where state in ('WAITING', 'RUNNING') and resume_at <= ?"
                + " and (lease_until < ? or owner = ?) order by id limit 1",
            row -> row.getString(1),
            now,
            now,
            owner);
    return next.isPresent()
        ? claim(statements, next.get(), owner, now, leaseUntil)
        : Optional.empty();
  }

  /** Takes this job, if nobody else works on it. */
  Optional<Progress> claim(
      Statements statements, String id, String owner, long now, long leaseUntil)
      throws SQLException {
    int claimed =
        statements.update(
            "update queue_job set state = 'RUNNING', owner = ?, lease_until = ?,"
                + " started_at = coalesce(started_at, ?) where id = ?"
                + " and state in ('WAITING', 'RUNNING') and (lease_until < ? or owner = ?)",
            owner,
            leaseUntil,
            now,
            id,
            now,
            owner);
    return claimed == 0 ? Optional.empty() : progress(statements, id);
  }

  /** Keeps a job; false when it has been ended, or taken over, or is elsewhere by now. */
  boolean keep(Statements statements, Progress progress, String owner, long leaseUntil)
      throws SQLException {
    Selected.Position at = progress.position().orElse(END);
    return statements.update(
            "update queue_job set lease_until = ? where id = ? and owner = ? and state = 'RUNNING'"
                + " and at_message = ? and at_group = ? and left_over = ?",
            leaseUntil,
            progress.job().id(),
            owner,
            at.id(),
            at.group(),
            text(progress.leftOver()))
        > 0;
  }

  /** Notes how far a job is. What is in delivery is what is left over. */
  void advance(
      Statements statements,
      String id,
      Optional<Selected.Position> position,
      List<LeftOver> leftOver,
      Tally more)
      throws SQLException {
    Selected.Position at = position.orElse(END);
    statements.update(
        "update queue_job set at_message = ?, at_group = ?, left_over = ?, done = done + ?,"
            + " unchanged = unchanged + ?, failed = failed + ? where id = ?",
        at.id(),
        at.group(),
        text(leftOver),
        more.done(),
        more.unchanged(),
        more.failed(),
        id);
  }

  /** Ends a job that is open. */
  boolean end(Statements statements, String id, QueueJob.State state, long now)
      throws SQLException {
    return statements.update(
            "update queue_job set state = ?, ended_at = ? where id = ?"
                + " and state in ('WAITING', 'RUNNING')",
            state.name(),
            now,
            id)
        > 0;
  }

  /** Lets a job rest, and whoever comes first go on with it. */
  void pause(Statements statements, String id, long until) throws SQLException {
    statements.update(
        "update queue_job set resume_at = ?, lease_until = 0 where id = ?", until, id);
  }

  void deleteEndedBefore(Statements statements, long time) throws SQLException {
    statements.update(
        "delete from queue_job where state in ('DONE', 'CANCELLED') and ended_at < ?", time);
  }

  List<QueueJob> newest(Statements statements, int limit, long offset) throws SQLException {
    return statements
        .query(
            "select " + COLUMNS + " from queue_job order by id desc limit ? offset ?",
            this::progress,
            limit,
            offset)
        .stream()
        .map(Progress::job)
        .toList();
  }

  Optional<Progress> progress(Statements statements, String id) throws SQLException {
    return statements.first(
        "select " + COLUMNS + " from queue_job where id = ?", this::progress, id);
  }

  private Progress progress(ResultSet row) throws SQLException {
    List<LeftOver> leftOver = leftOver(row.getString(17));
    Selected.Position position = new Selected.Position(row.getString(15), row.getInt(16));
    QueueJob job =
        new QueueJob(
            row.getString(1),
            new QueueAction(
                QueueAction.Kind.valueOf(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4))),
            format.read(json(row.getString(5))),
            QueueJob.State.valueOf(row.getString(6)),
            row.getLong(7),
            new Tally(row.getLong(8), leftOver.size(), row.getLong(9), row.getLong(10)),
            Instant.ofEpochMilli(row.getLong(11)),
            Optional.ofNullable(row.getString(12)),
            time(row, 13),
            time(row, 14));
    return new Progress(
        job, position.equals(END) ? Optional.empty() : Optional.of(position), leftOver);
  }

  private static jakarta.json.JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static String text(List<LeftOver> leftOver) {
    return leftOver.stream()
        .map(each -> each.id() + "/" + each.group())
        .collect(Collectors.joining("\n"));
  }

  private static List<LeftOver> leftOver(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\n"))
            .map(
                line ->
                    new LeftOver(
                        new MessageId(line.substring(0, 26)), Integer.parseInt(line.substring(27))))
            .toList();
  }
}
