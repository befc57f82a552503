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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.api.settings.Settings;
import org.waypost.parking.ClockStep;
import org.waypost.parking.Dispatcher;
import org.waypost.parking.LookAgain;
import org.waypost.parking.Parking;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.OutboundQueue;
import org.waypost.scheduling.AdaptiveSites;
import org.waypost.scheduling.JsonShapingFormat;
import org.waypost.scheduling.ManagedShaping;
import org.waypost.scheduling.SiteLimits;
import org.waypost.sources.Departures;
import org.waypost.sources.SourceAddresses;
import org.waypost.stats.Counters;
import org.waypost.submission.RelaySubmissions;
import org.waypost.suspension.ManagedSuspensions;

/** When mail leaves: what is parked, and the limits of the sites that it waits for. */
final class Scheduling {

  private final Parking parking;
  private final SqlParkedMail parkedMail;
  private final ManagedSuspensions suspensions;
  private final JsonShapingFormat shapingFormat;
  private final ManagedShaping shaping;
  private final SourceAddresses sources;
  private final AdaptiveSites sites;
  private final LookAgain lookAgain;
  private final Departures departures;
  private final Dispatcher dispatcher;
  private final ClockStep clockStep;

  /**
   * Reads what the database knows.
   *
   * @param queue takes what is due
   * @param routeOver a route that names a pool of source addresses
   */
  Scheduling(
      Settings settings,
      Storage storage,
      OutboundQueue queue,
      RelaySubmissions.InTransaction transactions,
      Counters counters,
      Function<String, Optional<String>> routeOver) {
    parking = new Parking(storage.database(), storage.ledger());
    parkedMail = new SqlParkedMail(storage.database());
    suspensions = new ManagedSuspensions(storage.database(), storage.ledger(), Clock.systemUTC());
    shapingFormat = new JsonShapingFormat(SiteLimits.of(settings.siteConnections()));
    shaping = new ManagedShaping(storage.database(), storage.ledger(), shapingFormat);
    shaping.sync();
    lookAgain = new LookAgain(settings.bounces().delayNotice());
    sources =
        new SourceAddresses(storage.database(), storage.ledger(), settings.hostname(), routeOver);
    sources.sync();
    sites = new AdaptiveSites(shaping, suspensions, sources.rests(), settings.deliveryWorkers());
    SourceAddresses.Choice choice = sources.choice(sites, shaping);
    departures = choice.departures();
    dispatcher =
        new Dispatcher(
            storage.database(),
            storage.ledger(),
            counters,
            choice.backlog(),
            lookAgain,
            claims -> send(transactions, queue, claims));
    clockStep = new ClockStep(storage.database(), storage.ledger(), Clock.systemUTC());
  }

  void runBy(Timetable timetable) {
    Duration first = Duration.ofMillis(500);
    timetable.every(Timetable.CHANGES, "looking for suspensions", suspensions::sync);
    timetable.every(Timetable.CHANGES, "looking for changed shaping rules", shaping::sync);
    timetable.every(Timetable.CHANGES, "looking for changed source addresses", sources::sync);
    timetable.every(
        Duration.ofSeconds(1), "counting what left from source addresses", sources::writeCounts);
    timetable.every(first, "sending what is due", dispatcher::sendDue);
    timetable.every(first, Duration.ofMillis(100), "sending what waits", dispatcher::sendWaiting);
    timetable.every(first, "watching sites", sites::watch);
    timetable.every(
        Duration.ofMinutes(1), Duration.ofMinutes(5), "reviving lost claims", parking::reviveLost);
    timetable.every(
        Duration.ofSeconds(20), Duration.ofMinutes(2), "looking at the clock", clockStep::mend);
  }

  private static void send(
      RelaySubmissions.InTransaction transactions, OutboundQueue queue, List<ClaimCheck> claims) {
    try {
      transactions.run(
          () -> {
            queue.send(claims);
            return null;
          });
    } catch (Exception e) {
      throw new IllegalStateException("Claim checks could not be queued", e);
    }
  }

  Parking parking() {
    return parking;
  }

  SqlParkedMail parkedMail() {
    return parkedMail;
  }

  ManagedSuspensions suspensions() {
    return suspensions;
  }

  JsonShapingFormat shapingFormat() {
    return shapingFormat;
  }

  ManagedShaping shaping() {
    return shaping;
  }

  /** When what waits is looked at all the same. */
  LookAgain lookAgain() {
    return lookAgain;
  }

  SourceAddresses sources() {
    return sources;
  }

  Departures departures() {
    return departures;
  }

  AdaptiveSites sites() {
    return sites;
  }
}
