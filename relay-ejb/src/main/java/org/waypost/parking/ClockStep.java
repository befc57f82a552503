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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.waypost.parking.Selected.Position;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Mends what waits when the clock has been put back: a pause of five minutes that was written
 * before a step of a day must not become a day. Rows that were changed in what is the future now
 * tell of the step.
 *
 * <p>All rows are looked through once after the start, as the clock may have been put back while
 * nothing ran, and then whenever the time of day falls behind the time that has passed.
 *
 * <p>A step forward needs no mending: what is due too early is tried once more than it had to be,
 * and mail is never given up without an attempt. Times that a sender gave stay what they are.
 *
 * <p>For one timer.
 */
public final class ClockStep {

  /** Clocks of nodes may differ by this. */
  static final Duration APART = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(ClockStep.class.getName());
  private static final int LOOKED_AT = 2_000;
  private static final int BATCH = 200;

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final LongSupplier nanos;

  /** Milliseconds of the time of day before the time that has passed, when last looked through. */
  private OptionalLong ahead = OptionalLong.empty();

  /** Looks at this clock. */
  public ClockStep(Database database, Ledger ledger, Clock clock) {
    this(database, ledger, clock, System::nanoTime);
  }

  /**
   * Looks at this clock.
   *
   * @param nanos the time that has passed, whatever the time of day
   */
  ClockStep(Database database, Ledger ledger, Clock clock, LongSupplier nanos) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Lets each pause end as long from now as it was begun for; called every few minutes. */
  public void mend() {
    long now = clock.millis() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    if (ahead.isPresent() && now > ahead.getAsLong() - APART.toMillis()) {
      // After a step forward, one back is seen from there.
      ahead = OptionalLong.of(Math.max(now, ahead.getAsLong()));
      return;
    }
    long mended = 0;
    Position position = Position.BEGIN;
    List<Row> rows;
    do {
      rows = next(position);
      mended += mend(rows.stream().filter(Row::changedLater).map(Row::position).toList());
      position = rows.isEmpty() ? position : rows.get(rows.size() - 1).position();
    } while (rows.size() == LOOKED_AT);
    ahead = OptionalLong.of(now);
    if (mended > 0) {
      LOG.log(
          Level.WARNING,
          "The clock has been put back: {0} parked groups are due as long from now as before",
          String.valueOf(mended));
    }
  }

  private record Row(Position position, boolean changedLater) {}

  /** The next groups by the primary key, so that the search costs the same for each. */
  private List<Row> next(Position after) {
    return database.read(
        statements ->
            statements.query(
                "select message_id, group_number, case when state in ('DEFERRED', 'WAITING')"
                    + " and changed_at > ? then 1 else 0 end from parked"
                    + " where message_id >= ? and (message_id > ? or group_number > ?)"
                    + " order by message_id, group_number limit ?",
                row -> new Row(new Position(row.getString(1), row.getInt(2)), row.getInt(3) == 1),
                clock.millis() + APART.toMillis(),
                after.id(),
                after.id(),
                after.group(),
                LOOKED_AT));
  }

  private long mend(List<Position> later) {
    long mended = 0;
    for (int from = 0; from < later.size(); from += BATCH) {
      List<Position> batch = later.subList(from, Math.min(from + BATCH, later.size()));
      mended +=
          ledger.writeAndWait(
              statements -> {
                long changed = 0;
                long now = clock.millis();
                for (Position each : batch) {
                  changed +=
                      statements.update(
                          "update parked set due_at = due_at - (changed_at - ?), changed_at = ?"
                              + " where message_id = ? and group_number = ?"
                              + " and state in ('DEFERRED', 'WAITING') and changed_at > ?",
                          now,
                          now,
                          each.id(),
                          each.group(),
                          now + APART.toMillis());
                }
                return changed;
              });
    }
    return mended;
  }
}
