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
package org.waypost.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ledger promises, on whichever database. */
@Timeout(60)
abstract class LedgerContract {

  private static final String INSERT =
      "insert into idempotency (account, request_key, message_id, created_at) values ('a', ?, 'm', ?)";

  private Database database;
  private Ledger ledger;

  abstract Database open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    database = open();
    ledger = new Ledger(database, Thread::new);
  }

  @AfterEach
  void stop() {
    ledger.close();
    database.close();
  }

  Database database() {
    return database;
  }

  Ledger ledger() {
    return ledger;
  }

  static SqlWork<Integer> insert(String key) {
    return statements -> statements.update(INSERT, key, 0L);
  }

  List<String> keys() {
    return database.read(
        statements ->
            statements.query(
                "select request_key from idempotency order by request_key",
                row -> row.getString(1)));
  }

  /** Keeps the writer busy, so that what is handed in meanwhile becomes one group. */
  private CountDownLatch holdWriter() {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Boolean> held =
        ledger.write(
            statements -> {
              running.countDown();
              try {
                return hold.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      running.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(held).isNotDone();
    return hold;
  }

  @Test
  void whatTakesTooLongIsTakenBack() {
    CountDownLatch hold = holdWriter();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> ledger.writeWithin(Duration.ofMillis(50), insert("late")));
    hold.countDown();
    ledger.writeWithin(Duration.ofSeconds(30), insert("in time"));
    assertThat(keys()).containsExactly("in time");
  }

  @Test
  void whatIsBeingWrittenIsNotTakenBackButWaitedFor() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch hold = new CountDownLatch(1);
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Thread client =
        new Thread(
            () -> {
              try {
                answer.complete(
                    ledger.writeWithin(
                        Duration.ofSeconds(30),
                        statements -> {
                          running.countDown();
                          awaitUninterruptibly(hold);
                          return insert("begun").run(statements);
                        }));
              } catch (StoreException e) {
                answer.completeExceptionally(e);
              }
            });
    client.start();
    running.await();
    client.interrupt();
    hold.countDown();
    client.join();

    assertThat(answer).isCompletedWithValue(1);
    assertThat(keys()).containsExactly("begun");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsWrittenIsThereWhenTheFutureCompletes() {
    for (int i = 0; i < 20; i++) {
      String key = "k" + i;
      assertThat(ledger.writeAndWait(insert(key))).isEqualTo(1);
      assertThat(keys()).contains(key);
    }
  }

  @Test
  void aGroupIsInvisibleUntilItIsCommittedAsOne() {
    CountDownLatch hold = holdWriter();
    List<Long> seenByOthers = new ArrayList<>();
    CompletableFuture<Integer> first = ledger.write(insert("1"));
    CompletableFuture<Object> second =
        ledger.write(
            statements -> {
              seenByOthers.add((long) keys().size());
              return null;
            });
    hold.countDown();
    Ledger.await(second);

    assertThat(first).isDone();
    assertThat(seenByOthers).containsExactly(0L);
    assertThat(keys()).containsExactly("1");
  }

  @Test
  void onlyTheWorkAtFaultFails() {
    ledger.writeAndWait(insert("taken"));
    CountDownLatch hold = holdWriter();
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    for (String key : List.of("b", "taken", "c")) {
      futures.add(ledger.write(insert(key)));
    }
    CompletableFuture<Object> error =
        ledger.write(
            statements -> {
              throw new AssertionError("a bug in a work");
            });
    futures.add(ledger.write(insert("d")));
    hold.countDown();

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Ledger.await(futures.get(1)));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Ledger.await(error));
    assertThat(Ledger.await(futures.get(3))).isEqualTo(1);
    assertThat(keys()).containsExactly("b", "c", "d", "taken");
  }

  @Test
  void worksRunInTheOrderOfTheirArrival() {
    List<Integer> order = new ArrayList<>();
    CompletableFuture<Boolean> last = null;
    for (int i = 0; i < 600; i++) {
      int number = i;
      last = ledger.write(statements -> order.add(number));
    }
    Ledger.await(last);

    assertThat(order).hasSize(600).isSorted();
  }

  @Test
  void aFailedWorkLeavesNothingBehind() {
    SqlWork<Object> half =
        statements -> {
          insert("half").run(statements);
          throw new IllegalStateException("stop");
        };

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.writeAndWait(half));
    assertThat(keys()).isEmpty();
  }

  @Test
  void closingWritesWhatWasHandedIn() {
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      futures.add(ledger.write(insert("k" + i)));
    }
    ledger.close();

    assertThat(futures)
        .allMatch(CompletableFuture::isDone)
        .noneMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(keys()).hasSize(300);
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.write(insert("late")));
  }
}
