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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.Settings;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.TestSlots;
import org.waypost.parking.ParkedEntry;
import org.waypost.queue.MailHeader;
import org.waypost.trace.MessageState;

/** Filters of stage queued, before a hop that is never there. */
class QueuedFiltersTest {

  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));

  @TempDir Path folder;
  private final MailHeader header = Bench.asked(MailOptions.NONE);
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Delivery with(FailurePolicy policy, ContentFilter filter) {
    bench.filter(
        folder, TestSlots.with(ExtensionPoint.CONTENT_FILTER, ContentFilter.class, policy, filter));
    return bench.delivery(
        HostPort.parse("127.0.0.1:1"), Settings.ofProcess().bounces(), bench.list());
  }

  @Test
  void whatAFilterChangedIsParkedAndItIsNotAskedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Delivery delivery =
        with(
            FailurePolicy.TEMPFAIL,
            (mail, content) -> {
              asked.incrementAndGet();
              return FilterResult.pass().withHeader("X-Seen", "yes").withTag("seen");
            });
    delivery.attempt(Bench.job(header, BOB));
    ParkedEntry parked = bench.parked().get(0);
    assertThat(bench.stored(parked)).startsWith("X-Seen: yes\r\n");
    assertThat(parked.tags()).contains("seen");
    delivery.attempt(bench.claim(header));
    assertThat(asked).hasValue(1);
    assertThat(bench.parked().get(0).attempts()).isEqualTo(2);
  }

  @Test
  void aFilterThatFailsIsAskedAgainAndMayThenChangeWhatIsParked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Delivery delivery =
        with(
            FailurePolicy.TEMPFAIL,
            (mail, content) -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
              }
              return FilterResult.pass().withHeader("X-Seen", "later");
            });
    delivery.attempt(Bench.job(header, BOB));
    assertThat(bench.parked().get(0).lastReply()).contains("Content filter test is not available");
    delivery.attempt(bench.claim(header));
    assertThat(bench.stored(bench.parked().get(0))).startsWith("X-Seen: later\r\n");
    assertThat(bench.claim(header).header().size())
        .isEqualTo(bench.stored(bench.parked().get(0)).length());
  }

  @Test
  void aRefusalReturnsTheMail() {
    with(
            FailurePolicy.TEMPFAIL,
            (mail, content) -> FilterResult.refuse(Verdict.permanent(554, "5.7.1", "A virus")))
        .attempt(Bench.job(header, BOB));
    assertThat(bench.state(header)).isEqualTo(MessageState.BOUNCED);
    assertThat(bench.parked()).extracting(ParkedEntry::sender).containsExactly("");
  }

  @Test
  void heldMailWaitsForAnAdministrator() {
    with(FailurePolicy.HOLD, (mail, content) -> FilterResult.hold("looks odd"))
        .attempt(Bench.job(header, BOB));
    ParkedEntry parked = bench.parked().get(0);
    assertThat(parked.state()).isEqualTo(ParkedEntry.State.HELD);
    assertThat(parked.lastReply()).isEqualTo("held by test: looks odd");
    assertThat(bench.state(header)).isEqualTo(MessageState.HELD);
  }

  @Test
  void whatIsDroppedIsGone() {
    with(FailurePolicy.TEMPFAIL, (mail, content) -> FilterResult.discard("no use"))
        .attempt(Bench.job(header, BOB));
    assertThat(bench.parked()).isEmpty();
    assertThat(bench.state(header)).isEqualTo(MessageState.DISCARDED);
  }
}
