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
package org.waypost.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.bounce.CollectedNotice;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Tells senders what was collected for them. Safe on several nodes at once. */
public final class Collected {

  /** How long notifications are collected. */
  static final Duration TIME = Duration.ofMinutes(10);

  private final Database database;
  private final Ledger ledger;
  private final Notifications notifications;

  Collected(Database database, Ledger ledger, Notifications notifications) {
    this.database = database;
    this.ledger = ledger;
    this.notifications = notifications;
  }

  /** Tells each sender whose oldest notification has waited 10 minutes; called every minute. */
  public void tell() {
    tell(Instant.now());
  }

  void tell(Instant now) {
    List<EmailAddress> senders =
        database.read(statements -> CollectedTable.senders(statements, now.minus(TIME)));
    for (EmailAddress sender : senders) {
      ledger.writeAndWait(
          statements -> {
            List<CollectedNotice> notices = CollectedTable.list(statements, sender);
            long amount = CollectedTable.amount(statements, sender);
            if (CollectedTable.delete(statements, sender)) {
              notifications.park(
                  statements, notifications.summary(sender, notices, amount - notices.size(), now));
            }
            return null;
          });
    }
  }
}
