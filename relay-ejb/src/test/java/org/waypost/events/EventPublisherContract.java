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
package org.waypost.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** What the publisher does, on every database. */
abstract class EventPublisherContract {

  private final List<String> published = new ArrayList<>();
  private final List<String> nobody = new ArrayList<>();
  private final List<String> noted = new ArrayList<>();
  private final EventLog log = new EventLog(() -> true, new EventCounters());
  Database database;
  Ledger ledger;
  private Lease lease;
  private boolean refusing;

  /** A new and empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    database = open();
    ledger = new Ledger(database, Thread::new);
    lease = new Lease(database, ledger, "publisher");
  }

  @AfterEach
  void stop() {
    ledger.close();
    database.close();
  }

  EventPublisher publisher(long most) {
    return new EventPublisher(
        database,
        ledger,
        lease,
        log,
        List.of(
            new TopicTarget(
                () -> true,
                bodies -> {
                  if (refusing) {
                    throw new IllegalStateException("away");
                  }
                  published.addAll(bodies);
                }),
            new TopicTarget(() -> false, nobody::addAll)),
        (statements, bodies) -> noted.addAll(bodies),
        most);
  }

  private void write(int count) {
    ledger.writeAndWait(
        statements -> {
          for (int i = 0; i < count; i++) {
            MailHeader header = Mails.header(1);
            log.accepted(statements, header, Mails.addresses("a" + i + "@x.org").get(0));
          }
          return null;
        });
  }

  private List<String> recipients(List<String> bodies) {
    return bodies.stream().map(MailEventJson::parse).map(MailEvent::recipient).toList();
  }

  @Test
  void publishesInOrderAndForgets() {
    write(450);
    publisher(1000).publish();
    assertThat(published).hasSize(450);
    assertThat(recipients(published).subList(198, 202))
        .containsExactly("a198@x.org", "a199@x.org", "a200@x.org", "a201@x.org");
    assertThat(noted).isEqualTo(published);
    assertThat(nobody).isEmpty();
    assertThat(WrittenEvents.of(database)).isEmpty();
    assertThat(log.counters().published()).isEqualTo(450);
  }

  @Test
  void keepsWhatTheTopicDoesNotTake() {
    write(3);
    refusing = true;
    assertThatThrownBy(() -> publisher(1000).publish()).hasMessage("away");
    assertThat(WrittenEvents.of(database)).hasSize(3);
    assertThat(noted).isEmpty();
    refusing = false;
    publisher(1000).publish();
    assertThat(recipients(published)).containsExactly("a0@x.org", "a1@x.org", "a2@x.org");
  }

  @Test
  void dropsNewOnesWhenTooManyWait() {
    write(10);
    refusing = true;
    assertThatThrownBy(() -> publisher(10).publish()).hasMessage("away");
    assertThat(log.counters().waiting()).isEqualTo(10);
    write(2);
    assertThat(log.counters().dropped()).isEqualTo(2);
    refusing = false;
    publisher(10).publish();
    publisher(10).publish();
    write(1);
    publisher(10).publish();
    assertThat(published).hasSize(11);
  }

  @Test
  void tellsWhatItIsAskedToDelete() {
    ledger.writeAndWait(
        statements -> {
          for (int i = 0; i < 5; i++) {
            OutboxTable.insert(statements, "{}");
          }
          return null;
        });
    List<OutboxTable.Row> rows = database.read(statements -> OutboxTable.first(statements, 10));
    List<OutboxTable.Row> some = List.of(rows.get(0), rows.get(1), rows.get(3));
    ledger.writeAndWait(
        statements -> {
          OutboxTable.delete(statements, some);
          return null;
        });
    List<OutboxTable.Row> left = database.read(statements -> OutboxTable.first(statements, 10));
    assertThat(left).containsExactly(rows.get(2), rows.get(4));
  }
}
