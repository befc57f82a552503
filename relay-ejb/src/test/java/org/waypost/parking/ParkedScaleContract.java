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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.waypost.delivery.TestReturns;
import org.waypost.operations.QueueAction;
import org.waypost.operations.QueueJob;
import org.waypost.operations.SqlQueueOperations;
import org.waypost.paging.PageRequest;
import org.waypost.queue.ClaimCheck;
import org.waypost.scheduling.SitesForTests;
import org.waypost.stats.Counters;
import org.waypost.stats.NodeStatistics;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * What much parked mail costs. {@code -Dparked.rows=1000000} runs it at full size; how long each
 * thing took stands in {@code target/parked-scale.txt}.
 */
abstract class ParkedScaleContract {

  private static final int ROWS = Integer.getInteger("parked.rows", 10_000);

  private final List<String> figures = new ArrayList<>();

  /** Opens the same database each time. */
  abstract Database open() throws SQLException;

  /**
   * Brings what the database knows of its rows up to date, as its own housekeeping does in time.
   */
  abstract void analyze(Database database);

  private <T> T timed(String what, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    figures.add(what + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
    return result;
  }

  @Test
  void muchParkedMailCostsLittle() throws Exception {
    Database database = open();
    Ledger ledger = new Ledger(database, Thread::new);
    timed(
        "fill " + ROWS + " rows",
        () -> {
          ParkedMillion.fill(database, ledger, ROWS);
          return null;
        });
    analyze(database);
    findsWhatIsDueByIndex(database);
    ledger.close();
    timed(
        "close",
        () -> {
          database.close();
          return null;
        });

    Database again = timed("open", this::open);
    try {
      Ledger writer = new Ledger(again, Thread::new);
      try {
        reads(again);
        dispatches(again, writer);
        acts(again, writer);
      } finally {
        writer.close();
      }
    } finally {
      again.close();
      report();
    }
  }

  private static void findsWhatIsDueByIndex(Database database) {
    for (String state : List.of("DEFERRED", "WAITING")) {
      List<String> plan =
          database.read(
              statements ->
                  statements.query(
                      "explain " + ParkedTable.DUE,
                      row -> row.getString(1),
                      state,
                      Instant.now().toEpochMilli(),
                      200));
      assertThat(String.join("\n", plan)).containsIgnoringCase("parked_due").doesNotContain("Sort");
    }
  }

  private void reads(Database database) throws Exception {
    SqlParkedMail parked = new SqlParkedMail(database);
    var first =
        timed("first page", () -> parked.list(Selection.ALL, new PageRequest(1, 50))).items();
    assertThat(first).hasSize(50);
    timed("page 150", () -> parked.list(Selection.ALL, new PageRequest(150, 50)));
    timed(
        "page behind an entry",
        () -> parked.behind(Selection.ALL, ListOrder.DUE, ListOrder.DUE.behind(first.get(49)), 50));
    assertThat(
            timed(
                    "page of a destination",
                    () -> parked.list("d7.example", null, PageRequest.first()))
                .total())
        .isEqualTo(Math.min(10_000, ROWS / 500));
    QueueShape shape =
        timed("shape by site", () -> parked.shape(QueueShape.By.SITE, Selection.ALL));
    assertThat(shape.rows()).hasSize(QueueShape.MOST_ROWS);
    assertThat(shape.rows().get(0).byAge().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(shape.rows().get(0).groups());
    timed("shape by site, again", () -> parked.shape(QueueShape.By.SITE, Selection.ALL));
    timed("shape by sender", () -> parked.shape(QueueShape.By.SENDER, Selection.ALL));
    timed("shape by domain", () -> parked.shape(QueueShape.By.DOMAIN, Selection.ALL));
    timed("counts", parked::counts);
    timed("counts, again", parked::counts);
    NodeStatistics statistics = new NodeStatistics(new Counters(), database);
    timed(
        "sampling",
        () -> {
          statistics.sample();
          return null;
        });
    assertThat(statistics.snapshot().parked()).isEqualTo(ROWS);
  }

  private void dispatches(Database database, Ledger ledger) throws Exception {
    List<ClaimCheck> queue = new ArrayList<>();
    Dispatcher dispatcher =
        new Dispatcher(
            database,
            ledger,
            new Counters(),
            SitesForTests.of(10_000),
            new LookAgain(Duration.ZERO),
            queue::addAll);
    timed(
        "first round of the dispatcher",
        () -> {
          dispatcher.sendDue();
          return null;
        });
    // The rest waits, as sites begin with few places.
    assertThat(queue).hasSizeBetween(100, 2_000);
    timed(
        "round with nothing to send",
        () -> {
          dispatcher.sendDue();
          return null;
        });
    timed(
        "round for what waits",
        () -> {
          dispatcher.sendWaiting();
          return null;
        });
  }

  private void acts(Database database, Ledger ledger) throws Exception {
    SqlQueueOperations operations =
        new SqlQueueOperations(
            database,
            ledger,
            new Parking(database, ledger),
            TestReturns.of(database, ledger),
            name -> false,
            Thread::new,
            Clock.systemUTC());
    try {
      Selection senders = sender("@sender3.example");
      timed("hold of " + ROWS / 10, () -> ended(operations, senders, QueueAction.Kind.HOLD));
      timed(
          "retry of " + ROWS / 10,
          () -> ended(operations, sender("@sender4.example"), QueueAction.Kind.RETRY));
      timed("delete of " + ROWS / 10, () -> ended(operations, senders, QueueAction.Kind.DELETE));
    } finally {
      operations.close();
    }
  }

  private static Selection sender(String domain) {
    return new Selection(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(domain),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static QueueJob ended(
      SqlQueueOperations operations, Selection selection, QueueAction.Kind kind) {
    QueueJob job = operations.act(selection, QueueAction.of(kind), "admin");
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .until(() -> operations.job(job.id()).orElseThrow().state().isEnded());
    QueueJob ended = operations.job(job.id()).orElseThrow();
    assertThat(ended.tally().failed()).isZero();
    assertThat(ended.tally().done() + ended.tally().unchanged()).isEqualTo(ROWS / 10);
    return ended;
  }

  private void report() throws IOException {
    Runtime runtime = Runtime.getRuntime();
    figures.add(
        "heap in use: " + (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000 + " MB");
    Files.writeString(
        Path.of("target", "parked-scale.txt"),
        getClass().getSimpleName() + "\n  " + String.join("\n  ", figures) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
