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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.scheduling.Backlog;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** What waits for sites and how it leaves, on whichever database. */
@Timeout(120)
abstract class WaitingContract {

  static final int MANY = 5_000;

  private final Room room = new Room();
  private final List<ClaimCheck> queue = new ArrayList<>();
  private Database database;
  private Ledger ledger;
  private Dispatcher dispatcher;

  abstract Database open() throws Exception;

  /** A table expression with the numbers from 1 on in its column x. */
  abstract String numbers(int most);

  /** What the database says of how it runs a query. */
  abstract void requireIndex(Database opened, String query);

  /** Rooms of sites, as a test says. */
  private static final class Room implements Backlog {
    private final Map<String, Integer> rooms = new HashMap<>();
    private final List<String> waiting = new ArrayList<>();
    private String suspended = "";

    @Override
    public List<String> ready() {
      return waiting.stream().filter(site -> room(site) > 0).distinct().toList();
    }

    @Override
    public int room(String site) {
      return rooms.getOrDefault(site, 0);
    }

    @Override
    public void sent(String site, int groups) {
      rooms.merge(site, -groups, Integer::sum);
    }

    @Override
    public void looked(String site, int asked, int found) {
      if (found < asked) {
        waiting.remove(site);
      }
    }

    @Override
    public void waits(String site) {
      waiting.add(site);
    }

    @Override
    public Optional<String> siteOf(String destination) {
      return destination.equals("known.example") ? Optional.of("known") : Optional.empty();
    }

    @Override
    public Optional<String> suspendedDomain(String site, String destination) {
      return destination.equals(suspended) ? Optional.of("@" + destination) : Optional.empty();
    }
  }

  @BeforeEach
  void start() throws Exception {
    database = open();
    ledger = new Ledger(database, Thread::new);
    dispatcher =
        new Dispatcher(
            database, ledger, new Counters(), room, new LookAgain(Duration.ZERO), queue::addAll);
  }

  @AfterEach
  void stop() {
    ledger.close();
    database.close();
  }

  private MailHeader park(State state, String site, String destination, String sender, int due) {
    MailHeader header = Mails.header(sender, 1, 10);
    ledger.writeAndWait(
        statements -> {
          ParkedTable.park(
              statements,
              new ParkedGroup(
                  header,
                  new DestinationGroup(1, "mx", destination, Mails.to("a@" + destination)),
                  state,
                  1,
                  Instant.now().plusSeconds(due),
                  Instant.now().plusSeconds(9999),
                  Told.NOTHING,
                  site,
                  null,
                  null));
          return null;
        });
    return header;
  }

  private MailHeader waits(String site, String sender) {
    return park(State.WAITING, site, "x.example", sender, 3600);
  }

  private Map<String, Long> states() {
    Map<String, Long> states = new HashMap<>();
    database.read(
        statements ->
            statements.query(
                "select state, site, count(*) from parked group by state, site",
                row -> states.put(row.getString(1) + " " + row.getString(2), row.getLong(3))));
    return states;
  }

  private List<String> called() {
    List<String> ids = queue.stream().map(check -> check.id().value()).toList();
    queue.clear();
    return ids;
  }

  private void mailing(int groups) {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "insert into parked (message_id, group_number, sender, recipients, subject, route,"
                    + " destination, smtp_utf8, eight_bit, size, accepted_at, state, attempts,"
                    + " claim, due_at, expires_at, changed_at, site, party, line_at)"
                    + " select lpad(cast(x as varchar(9)), 26, '0'), 1, 's@m.example', 'a@x.example', '', 'mx',"
                    + " 'x.example', false, false, 1, x, 'WAITING', 0, 0, "
                    + (System.currentTimeMillis() + 9_000_000)
                    + ", 99999999999999, 0, 'big', 's@m.example', x from "
                    + numbers(groups)));
  }

  @Test
  void whatWaitsLeavesWhenItsSiteHasRoom() {
    MailHeader first = waits("a", "s@a.example");
    MailHeader second = waits("a", "s@a.example");
    waits("b", "s@a.example");
    room.rooms.put("a", 1);
    dispatcher.sendWaiting();
    assertThat(called()).containsExactly(first.id().value());
    assertThat(states()).containsEntry("ACTIVE a", 1L).containsEntry("WAITING a", 1L);

    dispatcher.sendWaiting();
    assertThat(called()).as("there is no room").isEmpty();
    room.rooms.put("a", 5);
    dispatcher.sendWaiting();
    assertThat(called()).containsExactly(second.id().value());
  }

  @Test
  void whatWaitsIsNotCalledByTime() {
    waits("a", "s@a.example");
    dispatcher.sendDue();
    assertThat(called()).isEmpty();
  }

  @Test
  void whoBeginsToWaitIsLookedAtWhenItsSenderHasToBeTold() {
    Instant told = Instant.now().plusSeconds(600);
    MailHeader header = Mails.at(Mails.header(1), told.minus(Duration.ofHours(4)));
    ledger.writeAndWait(
        statements -> {
          ParkedTable.park(
              statements,
              new ParkedGroup(
                  header,
                  new DestinationGroup(1, "mx", "known.example", Mails.to("a@known.example")),
                  State.DEFERRED,
                  1,
                  Instant.now().minusSeconds(1),
                  Instant.now().plusSeconds(99999),
                  Told.NOTHING,
                  null,
                  null,
                  null));
          return null;
        });
    dispatcher.sendDue();
    assertThat(states()).containsEntry("WAITING known", 1L);
    long due = database.read(statements -> statements.number("select due_at from parked"));
    assertThat(due).isEqualTo(told.toEpochMilli());
  }

  @Test
  void whatIsToBeLookedAtLeavesWithoutRoom() {
    MailHeader late = park(State.WAITING, "a", "x.example", "s@a.example", -1);
    dispatcher.sendDue();
    assertThat(called()).containsExactly(late.id().value());
  }

  @Test
  void whatIsDueForAFullSiteJoinsThoseWhoWait() {
    park(State.DEFERRED, "full", "x.example", "s@a.example", -1);
    park(State.DEFERRED, null, "known.example", "s@a.example", -1);
    MailHeader unknown = park(State.DEFERRED, null, "x.example", "s@a.example", -1);
    dispatcher.sendDue();
    assertThat(called()).containsExactly(unknown.id().value());
    assertThat(states()).containsEntry("WAITING full", 1L).containsEntry("WAITING known", 1L);
  }

  @Test
  void ofWhatIsDueOnlySoManyLeaveAsTheSiteHasRoomFor() {
    for (int i = 0; i < 5; i++) {
      park(State.DEFERRED, "a", "x.example", "s@a.example", -5 + i);
    }
    room.rooms.put("a", 2);
    dispatcher.sendDue();
    assertThat(called()).hasSize(2);
    assertThat(states()).containsEntry("WAITING a", 3L).containsEntry("ACTIVE a", 2L);
  }

  @Test
  void mailForASuspendedDomainStepsAside() {
    waits("a", "s@a.example");
    MailHeader other = park(State.WAITING, "a", "y.example", "s@a.example", 3600);
    room.suspended = "x.example";
    room.rooms.put("a", 5);
    dispatcher.sendWaiting();
    assertThat(called()).containsExactly(other.id().value());
    assertThat(states()).containsEntry("WAITING @x.example", 1L);
  }

  @Test
  void aMailingDoesNotHoldUpASingleMessageNorAnotherSite() {
    mailing(MANY);
    MailHeader single = waits("big", "person@a.example");
    MailHeader elsewhere = waits("small", "s@m.example");
    room.rooms.putAll(Map.of("big", 10, "small", 10));
    dispatcher.sendWaiting();
    assertThat(called()).hasSize(11).contains(single.id().value(), elsewhere.id().value());
  }

  /** Each look reads what it returns, however many wait. */
  @Test
  void everyLookIsInTheIndex() {
    mailing(MANY);
    waits("small", "s@a.example");
    ledger.writeAndWait(statements -> statements.update("analyze"));
    for (String query : new WaitingTable(database.isEmbedded()).queries()) {
      requireIndex(
          database,
          query
              .replaceFirst("site (=|>=|>) \\?", "site $1 'big\u0001'")
              .replace("site = 'big\u0001'", "site = 'big'")
              .replace("priority >= ?", "priority >= -9")
              .replace("priority = ?", "priority = 0")
              .replaceFirst("party (>=|>) \\?", "party $1 ''")
              .replace("party = ?", "party = 's@m.example'")
              .replace("limit ?", "limit 10"));
    }
  }
}
