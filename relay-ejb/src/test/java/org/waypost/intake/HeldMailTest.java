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
package org.waypost.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.MailOptions;
import org.waypost.content.MemoryContent;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;
import org.waypost.store.TestDatabases;
import org.waypost.trace.TraceWriter;

@Timeout(60)
class HeldMailTest {

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private HeldMail held;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    held =
        new HeldMail(
            ledger,
            new TraceWriter(ledger),
            new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5)));
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  @Test
  void fewWaitForADatabaseThatStandsStill() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    var stuck =
        ledger.write(
            statements -> {
              writing.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return null;
            });
    writing.await();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < DirectParking.AT_ONCE; i++) {
      Thread client = new Thread(this::park);
      client.start();
      clients.add(client);
    }
    while (ledger.backlog() < DirectParking.AT_ONCE) {
      Thread.sleep(5);
    }

    assertThatThrownBy(this::park)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Too many");

    goOn.countDown();
    Ledger.await(stuck);
    for (Thread client : clients) {
      client.join();
    }
    park();
    long parked = database.read(statements -> statements.number("select count(*) from parked"));
    assertThat(parked).isEqualTo(DirectParking.AT_ONCE + 1);
  }

  private void park() {
    MailHeader header =
        Mails.with(
            Mails.header(1), MailOptions.NONE.withHoldUntil(Instant.now().plusSeconds(3600)));
    IncomingMail mail =
        new IncomingMail(
            header.sender(),
            Mails.to("a@x.org"),
            new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)),
            header.origin(),
            null,
            "SMTP",
            null,
            header.options(),
            List.of());
    held.park(
        new Intake.Prepared(
            header,
            List.of(new DestinationGroup(1, "mx", "x.org", Mails.to("a@x.org"))),
            new byte[0]),
        mail);
  }
}
