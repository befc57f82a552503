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
import org.waypost.store.Ledger;

/**
 * Mends what waits when the clock has been put back: a pause of five minutes that was written
 * before a step of a day must not become a day. Rows that were changed in what is the future now
 * tell of the step, also one while nothing ran.
 *
 * <p>A step forward needs no mending: what is due too early is tried once more than it had to be,
 * and mail is never given up without an attempt. Times that a sender gave stay what they are.
 */
public final class ClockStep {

  /** Clocks of nodes may differ by this. */
  static final Duration APART = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(ClockStep.class.getName());
  private static final int BATCH = 5_000;

  private final Ledger ledger;
  private final Clock clock;

  /** Looks at this clock. */
  public ClockStep(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Lets each pause end as long from now as it was begun for; called every few minutes. */
  public void mend() {
    long mended = 0;
    int batch;
    do {
      long now = clock.millis();
      batch =
          ledger.writeAndWait(
              statements ->
                  statements.update(
                      "update parked set due_at = due_at - (changed_at - ?), changed_at = ?"
                          + " where (message_id, group_number) in (select message_id, group_number"
                          + " from parked where state in ('DEFERRED', 'WAITING')"
                          + " and changed_at > ? limit ?)",
                      now,
                      now,
                      now + APART.toMillis(),
                      BATCH));
      mended += batch;
    } while (batch == BATCH);
    if (mended > 0) {
      LOG.log(
          Level.WARNING,
          "The clock has been put back: {0} parked groups are due as long from now as before",
          String.valueOf(mended));
    }
  }
}
