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
package org.waypost.submission;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waypost.api.mail.MessageId;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.store.StoreException;
import org.waypost.trace.TraceTable;

/**
 * The idempotency keys of submissions: a key is on disk with the id of its message before the
 * message is taken, and confirmed after that.
 *
 * <p>A key that was never confirmed belongs to a submission that failed, or whose process died: the
 * next one takes the message again under the same id, by which delivery drops what is there twice.
 * Submissions with one key take turns, within the process by a place each, between processes by a
 * lease. Safe for use by any number of threads.
 */
final class SubmissionKeys {

  private static final Logger LOG = System.getLogger(SubmissionKeys.class.getName());

  /** Longer than any transaction of a submission takes. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST = 100_000;

  private final Database database;
  private final Ledger ledger;
  private final Duration keep;
  private final boolean alone;
  private final String process = UUID.randomUUID().toString();
  private final Turns turns = new Turns(PATIENCE);

  /**
   * Keeps keys in this database.
   *
   * @param keep how long
   * @param alone whether no other process can be at work on it
   */
  SubmissionKeys(Database database, Ledger ledger, Duration keep, boolean alone) {
    this.database = database;
    this.ledger = ledger;
    this.keep = keep;
    this.alone = alone;
  }

  /**
   * A key as it is stored.
   *
   * @param owner the process that has not confirmed it; null once it is confirmed
   * @param suppressed what was answered; null when that is not known
   */
  private record Row(MessageId id, String owner, long reservedAt, String suppressed) {}

  /**
   * Waits for the turn of a key, and reserves it.
   *
   * @throws UnavailableException when its turn does not come in time, or the database is away
   */
  Held hold(String account, String key) {
    Turns.Turn turn = turns.await(account + "\n" + key);
    try {
      // Most keys that are there are confirmed, and asking is cheaper than writing.
      Optional<Row> known = database.read(statements -> find(statements, account, key));
      if (known.isPresent() && known.get().owner() == null) {
        return new Held(turn, account, key, known.get(), false);
      }
      Held held = ledger.writeAndWait(statements -> reserve(statements, turn, account, key));
      if (held == null) {
        throw new UnavailableException("Another node takes a submission with the same key", null);
      }
      return held;
    } catch (StoreException e) {
      turn.close();
      throw new UnavailableException("Earlier requests cannot be looked up, try again later", e);
    } catch (RuntimeException e) {
      turn.close();
      throw e;
    }
  }

  /** The key, or null while another process has it. */
  private Held reserve(Statements statements, Turns.Turn turn, String account, String key)
      throws SQLException {
    long now = System.currentTimeMillis();
    Optional<Row> found = find(statements, account, key);
    if (found.isEmpty()) {
      MessageId id = MessageId.next();
      statements.update(
          "insert into idempotency (account, request_key, message_id, created_at, owner,"
              + " reserved_at) values (?, ?, ?, ?, ?, ?)",
          account,
          key,
          id.value(),
          now,
          process,
          now);
      return new Held(turn, account, key, new Row(id, process, now, null), false);
    }
    Row row = found.get();
    if (row.owner() == null) {
      return new Held(turn, account, key, row, false);
    }
    boolean free =
        alone || row.owner().equals(process) || Math.abs(now - row.reservedAt()) > LEASE.toMillis();
    if (!free) {
      return null;
    }
    // What the trace has was taken, and only its confirmation is missing.
    String owner = TraceTable.knows(statements, row.id()) ? null : process;
    statements.update(
        "update idempotency set owner = ?, reserved_at = ? where account = ? and request_key = ?",
        owner,
        now,
        account,
        key);
    return new Held(turn, account, key, new Row(row.id(), owner, now, null), owner != null);
  }

  private static Optional<Row> find(Statements statements, String account, String key)
      throws SQLException {
    return statements.first(
        "select message_id, owner, reserved_at, suppressed from idempotency"
            + " where account = ? and request_key = ?",
        row ->
            new Row(
                new MessageId(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getString(4)),
        account,
        key);
  }

  /** Forgets what is older than keys are kept. */
  void forget(Instant now) {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "delete from idempotency where created_at < ?", now.minus(keep).toEpochMilli()));
  }

  /** The turn of a key; nobody else has it until it is closed. */
  final class Held implements AutoCloseable {

    private final Turns.Turn turn;
    private final String account;
    private final String key;
    private final Row row;
    private final boolean again;

    private Held(Turns.Turn turn, String account, String key, Row row, boolean again) {
      this.turn = turn;
      this.account = account;
      this.key = key;
      this.row = row;
      this.again = again;
    }

    /** The id of the message. */
    MessageId id() {
      return row.id();
    }

    /** Whether the message was taken before, and only has to be answered for. */
    boolean isTaken() {
      return row.owner() == null;
    }

    /** Whether an earlier try may have come further than it said. */
    boolean isAgain() {
      return again;
    }

    /** Who was answered to be suppressed; empty when that is not known. */
    Optional<List<Submissions.Suppressed>> suppressed() {
      if (row.suppressed() == null) {
        return Optional.empty();
      }
      List<Submissions.Suppressed> suppressed = new ArrayList<>();
      for (String line :
          row.suppressed().isEmpty() ? new String[0] : row.suppressed().split("\n")) {
        int end = line.indexOf('\t');
        suppressed.add(new Submissions.Suppressed(line.substring(0, end), line.substring(end + 1)));
      }
      return Optional.of(suppressed);
    }

    /** The message is taken; closes this when that is on disk. */
    void confirm(List<Submissions.Suppressed> suppressed) {
      StringBuilder text = new StringBuilder();
      for (Submissions.Suppressed each : suppressed) {
        text.append(text.length() == 0 ? "" : "\n")
            .append(each.address())
            .append('\t')
            .append(each.reason().replaceAll("\\p{Cntrl}", " "));
      }
      // What is too long is looked up once more when it is asked for.
      String stored = text.length() > LONGEST ? null : text.toString();
      end(
          "update idempotency set owner = null, suppressed = ?"
              + " where account = ? and request_key = ?",
          stored,
          account,
          key);
    }

    /** The message will never be taken: the key is free; closes this when that is on disk. */
    void forget() {
      end("delete from idempotency where account = ? and request_key = ?", account, key);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is logged
    private void end(String sql, Object... values) {
      ledger.write(statements -> statements.update(sql, values)).whenComplete(this::written);
    }

    private void written(Integer rows, Throwable failure) {
      if (failure != null) {
        LOG.log(
            Level.WARNING,
            "{0}: its idempotency key is not confirmed, and will be when it comes again: {1}",
            row.id(),
            failure);
      }
      close();
    }

    @Override
    public void close() {
      turn.close();
    }
  }
}
