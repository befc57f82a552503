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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.waypost.api.mail.MessageId;
import org.waypost.queue.ClaimCheck;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Hands parked mail to the worker that claims it. Safe for use by any number of threads. */
public final class Parking {

  /** A claim check that has not led to an outcome in this time is taken for lost. */
  private static final Duration LOST_AFTER = Duration.ofHours(2);

  private static final Logger LOG = System.getLogger(Parking.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final ConcurrentMap<Key, Integer> inDelivery = new ConcurrentHashMap<>();
  private final String process = MessageId.next().value();
  private final AtomicLong claims = new AtomicLong();

  private record Key(MessageId id, int group) {}

  /** The parking of this database, changed through its ledger. */
  public Parking(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** A group in delivery; closing it ends that. */
  public final class Claimed implements AutoCloseable {
    private final ParkedGroup parked;

    private Claimed(ParkedGroup parked) {
      this.parked = parked;
    }

    /** The group, as it was parked. */
    public ParkedGroup parked() {
      return parked;
    }

    @Override
    public void close() {
      inDelivery.remove(new Key(parked.header().id(), parked.group().number()));
    }
  }

  /**
   * Claims a group for an attempt.
   *
   * @param again whether the queue delivers the claim check again
   * @return nothing when the claim check is void
   * @throws IllegalStateException when the group is still held by the attempt before; the queue
   *     must deliver the claim check again
   */
  public Optional<Claimed> claim(ClaimCheck check, boolean again) {
    Key key = new Key(check.id(), check.group());
    Integer held = inDelivery.putIfAbsent(key, check.claim());
    if (held != null) {
      if (held >= check.claim()) {
        return Optional.empty();
      }
      throw new IllegalStateException(check.id() + " is still in its attempt before");
    }
    ParkedTable.Claimant claimant =
        new ParkedTable.Claimant(process, claims.incrementAndGet(), database.isEmbedded());
    Optional<ParkedGroup> parked = Optional.empty();
    try {
      parked =
          ledger.writeAndWait(statements -> ParkedTable.claim(statements, check, claimant, again));
      return parked.map(Claimed::new);
    } finally {
      if (parked.isEmpty()) {
        inDelivery.remove(key);
      }
    }
  }

  /** Makes groups due again whose claim check was lost; called every few minutes. */
  public void reviveLost() {
    long before = Instant.now().minus(LOST_AFTER).toEpochMilli();
    int revived =
        ledger.writeAndWait(
            statements ->
                statements.update(
                    // The lost claim check may have raised the claim by 1, or not: by 2 it is void.
                    "update parked set state = 'DEFERRED', owner = null, claim = claim + 2"
                        + " where state = 'ACTIVE' and changed_at < ?",
                    before));
    if (revived > 0) {
      LOG.log(
          Level.WARNING,
          "{0} parked groups had lost their claim checks and are due again",
          String.valueOf(revived));
    }
  }

  /**
   * Whether a worker has the group in its hands, so that only the end of its attempt says what
   * there is to act on. Asked in the ledger's work that acts.
   */
  public boolean isInDelivery(Candidate candidate) {
    if (candidate.state() != ParkedEntry.State.ACTIVE || candidate.owner() == null) {
      return false;
    }
    if (candidate.owner().startsWith(process + "/")) {
      return inDelivery.containsKey(new Key(candidate.id(), candidate.group()));
    }
    // Another node's, or that of a process that died: with a database of its own, there is none.
    return !database.isEmbedded();
  }
}
