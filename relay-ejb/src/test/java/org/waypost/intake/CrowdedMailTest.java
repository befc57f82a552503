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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.content.MemoryContent;
import org.waypost.parking.LookAgain;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.trace.TraceWriter;

@Timeout(60)
class CrowdedMailTest {

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private CrowdedMail crowded;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    crowded =
        new CrowdedMail(
            destination ->
                destination.equals("dead.example") ? Optional.of("mx") : Optional.empty(),
            ledger,
            new TraceWriter(ledger),
            new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5)),
            new LookAgain(Duration.ofHours(4)));
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private boolean park(String... domains) {
    MailHeader header = Mails.header(domains.length);
    String[] addresses =
        List.of(domains).stream().map(domain -> "a@" + domain).toArray(String[]::new);
    List<DestinationGroup> groups = new ArrayList<>();
    for (String domain : domains) {
      groups.add(new DestinationGroup(groups.size() + 1, "mx", domain, Mails.to("a@" + domain)));
    }
    return crowded.park(
        new Intake.Prepared(
            header, groups, "Received: here\r\n".getBytes(StandardCharsets.US_ASCII)),
        new IncomingMail(
            header.sender(),
            Mails.to(addresses),
            new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)),
            header.origin(),
            null,
            "SMTP",
            null,
            header.options(),
            List.of()));
  }

  private long count(String sql) {
    return database.read(statements -> statements.number("select count(*) from " + sql));
  }

  @Test
  void mailForACrowdIsParkedWithItsTraceAndContent() {
    assertThat(park("dead.example")).isTrue();
    assertThat(count("parked where state = 'WAITING' and site = 'mx' and attempts = 0")).isOne();
    assertThat(count("recipient where state = 'DEFERRED'")).isOne();
    byte[] data =
        database.read(
            statements ->
                statements.first("select data from content", row -> row.getBytes(1)).orElseThrow());
    assertThat(new String(data, StandardCharsets.US_ASCII))
        .isEqualTo("Received: here\r\n" + Mails.TEXT);
  }

  @Test
  void mailThatMayFindAPlaceGoesThroughTheQueue() {
    assertThat(park("good.example")).isFalse();
    assertThat(park("dead.example", "good.example")).as("one message is accepted once").isFalse();
    assertThat(count("parked")).isZero();
  }

  @Test
  void withoutADatabaseMailGoesThroughTheQueue() {
    ledger.close();
    assertThat(park("dead.example")).isFalse();
  }
}
