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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.waypost.events.Lease;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.webhooks.WebhookDelivery.State;

/** Sends what waits for one hook, in order, until nothing is due. Runs on a thread of its own. */
final class HookQueue implements Runnable {

  private static final Logger LOG = System.getLogger(HookQueue.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final HookSender sender;
  private final Lease lease;
  private final HookCounters counters;
  private final InstantSource clock;
  private volatile Webhook hook;
  private volatile boolean stopping;

  HookQueue(
      Database database,
      Ledger ledger,
      HookSender sender,
      Lease lease,
      HookCounters counters,
      InstantSource clock,
      Webhook hook) {
    this.database = database;
    this.ledger = ledger;
    this.sender = sender;
    this.lease = lease;
    this.counters = counters;
    this.clock = clock;
    this.hook = hook;
  }

  /** From the next POST on, as this says. */
  void use(Webhook changed) {
    hook = changed;
  }

  /** Sends nothing more. */
  void stop() {
    stopping = true;
  }

  /** Sends nothing more when the hook is none of these. */
  void stopUnless(List<Webhook> hooks) {
    if (hooks.stream().noneMatch(each -> each.name().equals(hook.name()))) {
      stop();
    }
  }

  @Override
  public void run() {
    while (!stopping && lease.hold() && sendSome()) {
      LOG.log(Level.TRACE, "more events for webhook {0}", hook.name());
    }
  }

  /** False when nothing more is due. */
  private boolean sendSome() {
    Webhook now = hook;
    List<DeliveryTable.Pending> waiting =
        database.read(statements -> DeliveryTable.pending(statements, now.name(), now.batch()));
    if (waiting.isEmpty() || !Pauses.isOver(waiting.get(0).nextAt(), clock.millis())) {
      return false;
    }
    List<DeliveryTable.Pending> events = waiting.subList(0, HookSender.fitting(waiting));
    HookAnswer answer = sender.post(now, events);
    if (answer.isTaken()) {
      write(events, State.DELIVERED, answer, events.size());
      counters.delivered(events.size());
      return true;
    }
    return refused(now, events, answer);
  }

  private boolean refused(Webhook now, List<DeliveryTable.Pending> events, HookAnswer answer) {
    counters.refused();
    int attempts = events.get(0).attempts() + 1;
    int givenUp = 0;
    while (givenUp < events.size() && isOver(events.get(givenUp))) {
      givenUp++;
    }
    LOG.log(
        Level.WARNING,
        "webhook {0} did not take {1} events, attempt {2}, {3} given up: {4} {5}",
        now.name(),
        String.valueOf(events.size()),
        String.valueOf(attempts),
        String.valueOf(givenUp),
        answer.status() == null ? "" : answer.status().toString(),
        answer.text());
    write(events, State.PENDING, answer, givenUp);
    counters.failed(givenUp);
    return givenUp == events.size();
  }

  private boolean isOver(DeliveryTable.Pending event) {
    return event.attempts() + 1 >= Pauses.MOST_ATTEMPTS
        || Instant.ofEpochMilli(event.createdAt())
            .plus(Pauses.LONGEST_WAIT)
            .isBefore(clock.instant());
  }

  /** The first ones are done; those after them, if any, wait for the pause. */
  private void write(List<DeliveryTable.Pending> events, State state, HookAnswer answer, int done) {
    long at = clock.millis();
    long next = at + Pauses.after(events.get(0).attempts() + 1).toMillis();
    ledger.writeAndWait(
        statements -> {
          for (int i = 0; i < events.size(); i++) {
            State of = state == State.PENDING && i < done ? State.FAILED : state;
            DeliveryTable.tried(statements, events.get(i).seq(), of, at, next, answer);
          }
          return null;
        });
  }
}
