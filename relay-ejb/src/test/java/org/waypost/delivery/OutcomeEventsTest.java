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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.Recipient;
import org.waypost.api.settings.Settings;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.suppression.SuppressionList;

class OutcomeEventsTest {

  @TempDir Path folder;
  private Bench bench;
  private Sink sink;
  private Delivery delivery;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    sink = new Sink();
    SuppressionList list = bench.list();
    list.sync();
    delivery =
        bench.delivery(
            sink.address(),
            new Settings(
                    name ->
                        Map.of("WAYPOST_HOSTNAME", "mx.example", "WAYPOST_POSTMASTER", "")
                            .get(name))
                .bounces(),
            list);
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
    bench.close();
  }

  private static Recipient to(String address) {
    return Mails.to(address).get(0);
  }

  private List<MailEvent> eventsOf(MailHeader header) {
    return bench.events().stream().filter(each -> each.message().id().equals(header.id())).toList();
  }

  private List<MailEvent> eventsFor(MailHeader header, String recipient) {
    return eventsOf(header).stream().filter(each -> each.recipient().equals(recipient)).toList();
  }

  private List<MailEvent.Type> typesFor(MailHeader header, String recipient) {
    return eventsFor(header, recipient).stream().map(MailEvent::type).toList();
  }

  private MailEvent last(MailHeader header, String recipient) {
    List<MailEvent> events = eventsFor(header, recipient);
    return events.get(events.size() - 1);
  }

  @Test
  void nothingIsWrittenWhileNobodyListens() {
    delivery.attempt(Bench.job(Mails.header(1), to("a@x.org")));
    assertThat(bench.events()).isEmpty();
  }

  @Test
  void whatIsDeliveredIsToldInOrder() {
    bench.listen();
    MailHeader header = Mails.header(2);
    delivery.attempt(Bench.job(header, to("a@x.org"), to("perm@x.org")));

    assertThat(typesFor(header, "a@x.org"))
        .containsExactly(MailEvent.Type.ACCEPTED, MailEvent.Type.DELIVERED);
    assertThat(typesFor(header, "perm@x.org"))
        .containsExactly(MailEvent.Type.ACCEPTED, MailEvent.Type.BOUNCED);
    MailEvent delivered = last(header, "a@x.org");
    assertThat(delivered.message().tags()).containsExactly("blue", "green");
    assertThat(delivered.message().sender()).isEqualTo("from@sender.example");
    assertThat(delivered.attempt().number()).isOne();
    assertThat(delivered.attempt().peer()).contains("127.0.0.1");
    assertThat(delivered.reply().code()).isEqualTo(250);
    MailEvent bounced = last(header, "perm@x.org");
    assertThat(bounced.reply().code()).isEqualTo(550);
    assertThat(bounced.category()).isEqualTo("hard");
    assertThat(bounced.nextAttemptAt()).isNull();
  }

  @Test
  void eachAttemptIsToldOnce() {
    bench.listen();
    MailHeader header = Mails.header(1);
    Job job = Bench.job(header, to("temp@x.org"));
    delivery.attempt(job);
    delivery.attempt(job);
    delivery.attempt(bench.claim(header));

    List<MailEvent> events = eventsOf(header);
    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(MailEvent.Type.ACCEPTED, MailEvent.Type.DEFERRED, MailEvent.Type.DEFERRED);
    assertThat(events.get(1).nextAttemptAt()).isAfter(events.get(1).time());
    assertThat(events.get(1).attempt().number()).isOne();
    assertThat(events.get(2).attempt().number()).isEqualTo(2);
    assertThat(events).extracting(MailEvent::id).doesNotHaveDuplicates();
  }

  @Test
  void whoIsSuppressedIsTold() {
    bench.listen();
    delivery.attempt(Bench.job(Mails.header(1), to("perm@x.org")));
    MailHeader second = Mails.header(1);
    delivery.attempt(Bench.job(second, to("perm@x.org")));
    assertThat(eventsOf(second))
        .extracting(MailEvent::type)
        .containsExactly(MailEvent.Type.ACCEPTED, MailEvent.Type.SUPPRESSED);
  }
}
