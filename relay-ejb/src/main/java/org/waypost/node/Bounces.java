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
package org.waypost.node;

import java.time.Instant;
import org.waypost.api.settings.BounceSettings;
import org.waypost.classification.Classifier;
import org.waypost.classification.ManagedBounceRules;
import org.waypost.delivery.BounceParts;
import org.waypost.events.EventLog;
import org.waypost.returns.ReturnAddresses;
import org.waypost.returns.ReturnedMail;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.stats.FailureCounters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.suppression.SqlSuppressions;
import org.waypost.suppression.SuppressionFeed;
import org.waypost.suppression.SuppressionList;
import org.waypost.suppression.SuppressionRules;
import org.waypost.suppression.Suppressions;

/** The parts that deal with failures, put together. */
final class Bounces {

  private final SuppressionRules rules;
  private final SuppressionList list;
  private final SqlSuppressions suppressions;
  private final BounceParts parts;
  private final ReturnAddresses addresses;
  private final ManagedBounceRules bounceRules;

  /** Reads the suppression list, so that nothing is sent before it is known. */
  Bounces(
      BounceSettings settings,
      Database database,
      Ledger ledger,
      SenderRewriter senders,
      EventLog events) {
    rules = SuppressionRules.of(settings.suppressAfter());
    list = new SuppressionList(database, ledger);
    suppressions = new SqlSuppressions(database, ledger, list);
    addresses = new ReturnAddresses(settings.domains(), settings.reportAddresses(), senders);
    Classifier classifier = new Classifier();
    bounceRules = new ManagedBounceRules(database, ledger, classifier);
    bounceRules.sync();
    SuppressionFeed feed = new SuppressionFeed(list, rules);
    FailureCounters counters = new FailureCounters();
    parts =
        new BounceParts(
            settings,
            classifier,
            list,
            feed,
            counters,
            new ReturnedMail(addresses, database, ledger, classifier, feed, counters, events));
    list.sync();
  }

  BounceParts parts() {
    return parts;
  }

  ReturnAddresses addresses() {
    return addresses;
  }

  SuppressionList list() {
    return list;
  }

  Suppressions suppressions() {
    return suppressions;
  }

  ManagedBounceRules bounceRules() {
    return bounceRules;
  }

  void runBy(Timetable timetable) {
    timetable.every(Timetable.CHANGES, "looking for changed bounce rules", bounceRules::sync);
    timetable.every(Timetable.CHANGES, "looking for suppressed addresses", list::sync);
  }

  void deleteOld() {
    list.deleteOld(Instant.now(), rules);
  }
}
