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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.RecipientsText;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceTable;

/**
 * Parked mail: lists it, sends what is due through the queue, and hands it to the worker that
 * claims it. Safe for use by any number of threads.
 */
public final class Parking implements ParkedMail {

  /** Claim checks in the queue at one time; what else is due waits in its row. */
  private static final int MAX_ACTIVE = 2_000;

  private static final int BATCH = 200;

  /** A claim check that has not led to an outcome in this time is taken for lost. */
  private static final Duration LOST_AFTER = Duration.ofHours(2);

  private static final Logger LOG = System.getLogger(Parking.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final Counters counters;
  private final Consumer<List<ClaimCheck>> queue;
  private final ConcurrentMap<Key, Integer> inDelivery = new ConcurrentHashMap<>();
  private final String process = MessageId.next().value();
  private final AtomicLong claims = new AtomicLong();

  private record Key(MessageId id, int group) {}

  /**
   * Sends claim checks to the given queue.
   *
   * @param queue takes claim checks in a transaction of its own
   */
  public Parking(
      Database database, Ledger ledger, Counters counters, Consumer<List<ClaimCheck>> queue) {
    this.database = database;
    this.ledger = ledger;
    this.counters = counters;
    this.queue = queue;
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

  /** Sends what is due through the queue; called twice a second. */
  public void sendDue() {
    long active =
        database.read(
            statements -> statements.number("select count(*) from parked where state = 'ACTIVE'"));
    for (long free = MAX_ACTIVE - active; free > 0; free -= BATCH) {
      int limit = (int) Math.min(free, BATCH);
      List<ClaimCheck> due =
          database.read(statements -> ParkedTable.due(statements, Instant.now(), limit));
      if (due.isEmpty()) {
        return;
      }
      queue.accept(due);
      counters.queued(due.size());
      ledger.writeAndWait(
          statements -> {
            for (ClaimCheck check : due) {
              ParkedTable.sent(statements, check);
            }
            return null;
          });
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
                    "update parked set state = 'DEFERRED', claim = claim + 2"
                        + " where state = 'ACTIVE' and changed_at < ?",
                    before));
    if (revived > 0) {
      LOG.log(
          Level.WARNING,
          "{0} parked groups had lost their claim checks and are due again",
          String.valueOf(revived));
    }
  }

  @Override
  public Page<ParkedEntry> list(String destination, ParkedEntry.State state, PageRequest page) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(" where 1 = 1");
    if (destination != null) {
      where.append(" and p.destination = ?");
      parameters.add(destination);
    }
    if (state != null) {
      where.append(" and p.state = ?");
      parameters.add(state.name());
    }
    List<Object> rows = new ArrayList<>(parameters);
    rows.add(page.size());
    rows.add(page.offset());
    parameters.add(Page.COUNT_LIMIT);
    return database.read(
        statements ->
            new Page<>(
                statements.query(
                    "select "
                        + ParkedTable.columns()
                        + " from parked p"
                        + where
                        + " order by p.due_at, p.message_id, p.group_number limit ? offset ?",
                    ParkedTable::entry,
                    rows.toArray()),
                page,
                statements.number(
                    "select count(*) from (select 1 from parked p" + where + " limit ?) counted",
                    parameters.toArray())));
  }

  @Override
  public List<Count> counts() {
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
  public int retry(MessageId id) {
    return ledger.writeAndWait(
        statements ->
            statements.update(
                "update parked set due_at = ? where message_id = ? and state <> 'ACTIVE'",
                System.currentTimeMillis(),
                id.value()));
  }

  @Override
  public int delete(MessageId id) {
    return ledger.writeAndWait(
        statements -> {
          int deleted = 0;
          for (Row row : rows(statements, id)) {
            if (inDelivery.containsKey(new Key(id, row.group()))) {
              continue;
            }
            ParkedTable.delete(statements, id, row.group());
            TraceTable.setState(statements, id, row.recipients(), MessageState.DELETED);
            deleted++;
          }
          return deleted;
        });
  }

  private record Row(int group, List<EmailAddress> recipients) {}

  private static List<Row> rows(org.waypost.store.Statements statements, MessageId id)
      throws java.sql.SQLException {
    return statements.query(
        "select group_number, recipients from parked where message_id = ?",
        row -> new Row(row.getInt(1), addresses(row.getString(2))),
        id.value());
  }

  private static List<EmailAddress> addresses(String stored) {
    return RecipientsText.read(stored, null).stream().map(Recipient::address).toList();
  }
}
