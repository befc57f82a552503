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
package org.waypost.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.MessageId;
import org.waypost.content.ContentTable;
import org.waypost.delivery.TestReturns;
import org.waypost.events.EventCounters;
import org.waypost.events.EventLog;
import org.waypost.events.WrittenEvents;
import org.waypost.json.InvalidMemberException;
import org.waypost.operations.QueueAction.Kind;
import org.waypost.paging.PageRequest;
import org.waypost.parking.Candidate;
import org.waypost.parking.Dispatcher;
import org.waypost.parking.LookAgain;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.parking.ParkedRows;
import org.waypost.parking.Parking;
import org.waypost.parking.Selected;
import org.waypost.parking.Selection;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.ClaimCheck;
import org.waypost.scheduling.SitesForTests;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.trace.MessageState;
import org.waypost.trace.SqlTrace;

/** Operations on parked mail, on a database. */
abstract class OperationsContract {

  private final List<ClaimCheck> queue = new ArrayList<>();
  private Database database;
  private Ledger ledger;
  private Parking parking;
  private SqlParkedMail parked;
  private SqlQueueOperations operations;
  private ParkedRows rows;

  /** A new and empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    database = open();
    ledger = new Ledger(database, Thread::new);
    parking = new Parking(database, ledger);
    parked = new SqlParkedMail(database);
    operations = operations();
    rows = new ParkedRows(ledger);
  }

  private SqlQueueOperations operations() {
    return new SqlQueueOperations(
        database,
        ledger,
        parking,
        TestReturns.of(database, ledger, new EventLog(() -> true, new EventCounters())),
        "backup"::equals,
        Thread::new,
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    operations.close();
    ledger.close();
    database.close();
  }

  private Tally act(MessageId id, Kind kind) {
    return operations.act(id, QueueAction.of(kind), "admin");
  }

  private ParkedEntry entry(MessageId id) {
    return parked.list(Selection.of(List.of(id)), PageRequest.first()).items().get(0);
  }

  private MessageState traced(MessageId id) {
    return new SqlTrace(database).find(id).orElseThrow().summary().state();
  }

  private void dispatch() {
    new Dispatcher(
            database,
            ledger,
            new Counters(),
            SitesForTests.of(4),
            new LookAgain(Duration.ZERO),
            queue::addAll)
        .sendDue();
  }

  private long count(Selection selection) {
    return parked.list(selection, PageRequest.first()).total();
  }

  private static Tally done(long groups) {
    return new Tally(groups, 0, 0, 0);
  }

  private QueueJob ended(QueueJob job) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> operations.job(job.id()).orElseThrow().state().isEnded());
    return operations.job(job.id()).orElseThrow();
  }

  @Test
  void whatIsHeldStaysUntilItIsReleased() {
    MessageId id = rows.as(State.DEFERRED, Instant.now().minusSeconds(5)).park("a@x.org");
    assertThat(
            operations.act(
                id, new QueueAction(Kind.HOLD, Optional.of("spam?"), Optional.empty()), "admin"))
        .isEqualTo(done(1));
    dispatch();
    assertThat(queue).isEmpty();
    assertThat(entry(id).state()).isEqualTo(State.HELD);
    assertThat(entry(id).note()).isEqualTo("spam?");
    assertThat(traced(id)).isEqualTo(MessageState.HELD);
    assertThat(act(id, Kind.HOLD)).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(act(id, Kind.RETRY)).isEqualTo(new Tally(0, 0, 1, 0));

    assertThat(act(id, Kind.RELEASE)).isEqualTo(done(1));
    assertThat(traced(id)).isEqualTo(MessageState.DEFERRED);
    dispatch();
    assertThat(queue).extracting(ClaimCheck::id).containsExactly(id);
  }

  @Test
  void whatIsRetriedIsDueOnce() {
    MessageId id = rows.as(State.DEFERRED, Instant.now().plusSeconds(600)).park("a@x.org");
    dispatch();
    assertThat(queue).isEmpty();
    assertThat(act(id, Kind.RETRY)).isEqualTo(done(1));
    dispatch();
    assertThat(queue).extracting(ClaimCheck::id).containsExactly(id);
    assertThat(act(id, Kind.RETRY)).as("while it is on its way").isEqualTo(new Tally(0, 0, 1, 0));
  }

  @Test
  void whatIsDeletedIsGoneWithItsContent() {
    MessageId id = rows.park("a@x.org");
    assertThat(act(id, Kind.DELETE)).isEqualTo(done(1));
    assertThat(count(Selection.ALL)).isZero();
    assertThat(new ContentTable(database).open(id)).isEmpty();
    assertThat(traced(id)).isEqualTo(MessageState.DELETED);
    assertThat(act(id, Kind.DELETE)).isEqualTo(Tally.NOTHING);
  }

  @Test
  void whatIsScheduledKeepsItsTimeWhenItIsReleased() {
    Instant later = Instant.now().plusSeconds(3600);
    MessageId id = rows.as(State.SCHEDULED, later).park("a@x.org");
    act(id, Kind.HOLD);
    act(id, Kind.RELEASE);
    assertThat(entry(id).state()).isEqualTo(State.SCHEDULED);
    assertThat(entry(id).dueAt()).isEqualTo(Instant.ofEpochMilli(later.toEpochMilli()));
    assertThat(traced(id)).isEqualTo(MessageState.SCHEDULED);
  }

  @Test
  void whatIsInTheQueueCanBeHeldAndItsClaimCheckIsVoid() {
    MessageId id = rows.as(State.DEFERRED, Instant.now().minusSeconds(5)).park("a@x.org");
    dispatch();
    assertThat(act(id, Kind.HOLD)).isEqualTo(done(1));
    assertThat(parking.claim(queue.get(0), false)).isEmpty();
    assertThat(parking.claim(queue.get(0), true)).isEmpty();
    act(id, Kind.RELEASE);
    dispatch();
    assertThat(parking.claim(queue.get(0), true)).isEmpty();
    assertThat(parking.claim(queue.get(1), false)).isPresent();
  }

  @Test
  void whatIsInDeliveryIsLeftAloneAndHasItsTurnAfterTheAttempt() {
    MessageId id = rows.as(State.DEFERRED, Instant.now().minusSeconds(5)).park("a@x.org");
    dispatch();
    QueueJob job;
    try (Parking.Claimed held = parking.claim(queue.get(0), false).orElseThrow()) {
      assertThat(held.parked().attempts()).isEqualTo(1);
      for (Kind kind : List.of(Kind.HOLD, Kind.DELETE)) {
        assertThat(act(id, kind)).isEqualTo(new Tally(0, 1, 0, 0));
      }
      job = operations.act(Selection.ALL, QueueAction.of(Kind.DELETE), "admin");
      assertThat(job.state()).isEqualTo(QueueJob.State.RUNNING);
      assertThat(job.tally()).isEqualTo(new Tally(0, 1, 0, 0));
      assertThat(count(Selection.ALL)).isEqualTo(1);
    }
    assertThat(ended(job).tally()).isEqualTo(done(1));
    assertThat(count(Selection.ALL)).isZero();
    assertThat(traced(id)).isEqualTo(MessageState.DELETED);
  }

  @Test
  void bouncesWithTheReasonToTheSender() {
    MessageId id = rows.park("a@x.org", "b@x.org");
    String reason = "This campaign was stopped";
    operations.act(
        id, new QueueAction(Kind.BOUNCE, Optional.of(reason), Optional.empty()), "admin");

    assertThat(traced(id)).isEqualTo(MessageState.BOUNCED);
    assertThat(new SqlTrace(database).find(id).orElseThrow().recipients())
        .extracting(each -> each.lastReply())
        .containsOnly("554 5.0.0 " + reason);
    ParkedEntry notification = parked.list(Selection.ALL, PageRequest.first()).items().get(0);
    assertThat(notification.sender()).isEmpty();
    assertThat(notification.recipients()).containsExactly("from@sender.example");
    assertThat(new ContentTable(database).open(id)).isEmpty();
  }

  @Test
  void whatIsDoneIsTold() {
    MessageId id = rows.as(State.DEFERRED, Instant.now().plusSeconds(600)).park("a@x.org");
    operations.act(
        id, new QueueAction(Kind.HOLD, Optional.of("Looks odd"), Optional.empty()), "admin");
    act(id, Kind.HOLD);
    act(id, Kind.RELEASE);
    act(id, Kind.RETRY);
    act(id, Kind.DELETE);
    MessageId other = rows.park("b@x.org");
    operations.act(
        other, new QueueAction(Kind.BOUNCE, Optional.of("Stopped"), Optional.empty()), "admin");

    assertThat(WrittenEvents.words(database))
        .containsExactly("held a@x.org", "released a@x.org", "deleted a@x.org", "bounced b@x.org");
    assertThat(WrittenEvents.of(database).get(0).reason()).isEqualTo("Looks odd");
    assertThat(WrittenEvents.of(database).get(0).message().sender())
        .isEqualTo("from@sender.example");
    assertThat(WrittenEvents.of(database).get(3).reply().text()).isEqualTo("Stopped");
  }

  @Test
  void redirectsToARouteThatThereIs() {
    MessageId id = rows.park("a@x.org");
    QueueAction away = new QueueAction(Kind.REDIRECT, Optional.empty(), Optional.of("nowhere"));
    assertThatThrownBy(() -> operations.act(id, away, "admin"))
        .isInstanceOf(InvalidMemberException.class)
        .extracting(e -> ((InvalidMemberException) e).member())
        .isEqualTo("route");

    QueueAction backup = new QueueAction(Kind.REDIRECT, Optional.empty(), Optional.of("backup"));
    assertThat(operations.act(id, backup, "admin")).isEqualTo(done(1));
    assertThat(operations.act(id, backup, "admin")).isEqualTo(new Tally(0, 0, 1, 0));
    dispatch();
    try (Parking.Claimed held = parking.claim(queue.get(0), false).orElseThrow()) {
      assertThat(held.parked().redirect()).isEqualTo("backup");
    }
  }

  private Selection selection(String json) {
    try (var reader = jakarta.json.Json.createReader(new java.io.StringReader(json))) {
      return new JsonSelectionFormat(Clock.systemUTC()).read(reader.readObject());
    }
  }

  @Test
  void selectsByEverythingThatAnAdministratorGoesBy() {
    MessageId a =
        rows.from("news@list.example")
            .old(Duration.ofHours(5))
            .at("mx.x.org")
            .told("451 4.7.1 Greylisted, try 100%_later")
            .park("a@x.org");
    MessageId b = rows.from("bob@shop.example").at(null).told(null).park("a@y.org", "b@z.org");
    MessageId c = rows.from("").old(Duration.ofMinutes(1)).park("c@y.org");

    assertSelects("{\"site\":\"mx.x.org\"}", a);
    assertSelects("{\"destination\":\"y.org\"}", b, c);
    assertSelects("{\"domain\":\"Y.org\"}", b, c);
    assertSelects("{\"domain\":\"z.org\"}", b);
    assertSelects("{\"sender\":\"bob@SHOP.example\"}", b);
    assertSelects("{\"sender\":\"@list.example\"}", a);
    assertSelects("{\"sender\":\"<>\"}", c);
    assertSelects("{\"tag\":\"green\"}", a, b, c);
    assertSelects("{\"tag\":\"gree\"}");
    assertSelects("{\"replyContains\":\"greylisted\"}", a);
    assertSelects("{\"replyContains\":\"100%_l\"}", a);
    assertSelects("{\"replyContains\":\"1%l\"}");
    assertSelects("{\"olderThan\":\"1h\"}", a, b);
    assertSelects("{\"newerThan\":\"1h\"}", c);
    assertSelects("{\"state\":\"deferred\",\"olderThan\":\"1h\",\"domain\":\"x.org\"}", a);
    assertSelects("{\"ids\":[\"" + a + "\",\"" + c + "\"]}", a, c);
    assertSelects("{\"all\":true}", a, b, c);
  }

  private void assertSelects(String json, MessageId... ids) {
    assertThat(parked.list(selection(json), PageRequest.first()).items())
        .as(json)
        .extracting(ParkedEntry::id)
        .containsExactlyInAnyOrder(ids);
    List<MessageId> walked = new ArrayList<>();
    database.read(
        statements ->
            walked.addAll(
                Selected.next(statements, selection(json), Selected.Position.BEGIN, "~", 100)
                    .candidates()
                    .stream()
                    .map(Candidate::id)
                    .toList()));
    assertThat(walked).as("walking " + json).containsExactlyInAnyOrder(ids);
  }

  @Test
  void aJobOverManyGroupsReachesEachOnceAndNoOther() {
    rows.parkMany(300, "x.org");
    List<MessageId> others = rows.parkMany(650, "y.org");
    rows.parkMany(350, "x.org");
    QueueJob job =
        operations.act(selection("{\"domain\":\"x.org\"}"), QueueAction.of(Kind.DELETE), "admin");
    assertThat(job.state()).isEqualTo(QueueJob.State.WAITING);
    assertThat(job.total()).isEqualTo(650);

    QueueJob ended = ended(job);
    assertThat(ended.state()).isEqualTo(QueueJob.State.DONE);
    assertThat(ended.tally()).isEqualTo(done(650));
    assertThat(ended.createdBy()).contains("admin");
    assertThat(count(Selection.ALL)).isEqualTo(others.size());
    assertThat(operations.jobs(PageRequest.first()).items()).containsExactly(ended);
  }

  @Test
  void aJobGoesOnWhereItsProcessStopped() {
    rows.parkMany(700, "x.org");
    operations.close();
    QueueJob job = operations.act(Selection.ALL, QueueAction.of(Kind.HOLD), "admin");
    assertThat(count(Selection.of(null, State.HELD))).isZero();

    operations = operations();
    assertThat(ended(job).tally()).isEqualTo(done(700));
    assertThat(count(Selection.of(null, State.HELD))).isEqualTo(700);
  }

  @Test
  void aCancelledJobDoesNothingMore() {
    rows.parkMany(600, "x.org");
    operations.close();
    QueueJob job = operations.act(Selection.ALL, QueueAction.of(Kind.DELETE), "admin");
    assertThat(operations.cancel(job.id(), "admin").orElseThrow().state())
        .isEqualTo(QueueJob.State.CANCELLED);
    assertThat(operations.cancel("no-such-job", "admin")).isEmpty();

    operations = operations();
    QueueJob next = operations.act(Selection.ALL, QueueAction.of(Kind.HOLD), "admin");
    assertThat(ended(next).tally()).isEqualTo(done(600));
    assertThat(operations.job(job.id()).orElseThrow().tally()).isEqualTo(Tally.NOTHING);
  }

  @Test
  void whatIsAcceptedAfterTheJobWasMadeIsNotTouched() {
    rows.parkMany(600, "x.org");
    operations.close();
    QueueJob job = operations.act(Selection.ALL, QueueAction.of(Kind.HOLD), "admin");
    MessageId late = rows.old(Duration.ofSeconds(-1)).park("late@x.org");
    operations = operations();
    assertThat(ended(job).tally()).isEqualTo(done(600));
    assertThat(entry(late).state()).isEqualTo(State.DEFERRED);
  }

  @Test
  void bouncesManyAndRunsIntoNoneOfItsOwnNotifications() {
    rows.parkMany(501, "x.org");
    QueueJob job =
        operations.act(
            Selection.ALL,
            new QueueAction(Kind.BOUNCE, Optional.of("No such campaign"), Optional.empty()),
            "admin");
    assertThat(ended(job).tally()).isEqualTo(done(501));
    assertThat(count(selection("{\"sender\":\"<>\"}"))).isEqualTo(501);
    assertThat(count(Selection.ALL)).isEqualTo(501);
  }
}
