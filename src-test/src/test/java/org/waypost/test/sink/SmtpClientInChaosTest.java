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
package org.waypost.test.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.net.Network;
import org.waypost.content.MemoryContent;
import org.waypost.dns.AddressLookup;
import org.waypost.smtpclient.Config;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.OutboundMail;
import org.waypost.smtpclient.Passage;
import org.waypost.smtpclient.RecipientOutcome;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.smtpclient.Timeouts;

/** The SMTP client against a peer that does everything wrong: each mail comes to its end, once. */
@Timeout(180)
class SmtpClientInChaosTest {

  private static final int MAILS = 300;
  private static final int WORKERS = 16;
  private static final int MOST_ATTEMPTS = 200;
  private static final Timeouts PATIENCE =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  private final Map<String, Integer> uncertain = new ConcurrentHashMap<>();
  private final Map<String, Integer> delivered = new ConcurrentHashMap<>();
  private final AtomicInteger attempts = new AtomicInteger();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261123})
  void nothingIsLostAndOnlyWhatIsUncertainIsSentTwice(long seed) throws Exception {
    run(seed, new SeededChaos(seed, 0.12, Duration.ofMillis(2)), List.of("a", "perm", "b"));
  }

  private void run(long seed, SinkScript script, List<String> names) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try (MailSink sink =
            MailSink.start(SinkOptions.modern(), SinkTls.create(folder, "ip:127.0.0.1"))
                .follow(script);
        SmtpClient client =
            new SmtpClient(
                host -> new AddressLookup.Found(List.of(Network.numericAddress(host))),
                Config.of("client.test").with(PATIENCE))) {
      List<Callable<Void>> mails = new ArrayList<>();
      for (int i = 0; i < MAILS; i++) {
        int number = i;
        mails.add(() -> deliver(client, new NextHop("127.0.0.1", sink.port()), names, number));
      }
      for (Future<Void> each : workers.invokeAll(mails)) {
        each.get();
      }

      Map<String, Integer> arrived = new HashMap<>();
      sink.received()
          .forEach(mail -> mail.recipients().forEach(to -> arrived.merge(to, 1, Integer::sum)));
      for (int i = 0; i < MAILS; i++) {
        for (String to : List.of("a" + i + "@sink.test", "b" + i + "@sink.test")) {
          int least = delivered.getOrDefault(to, 0);
          assertThat(least).as("%s, seed %d", to, seed).isEqualTo(1);
          assertThat(arrived.get(to))
              .as("%s, seed %d", to, seed)
              .isBetween(least, least + uncertain.getOrDefault(to, 0));
        }
        assertThat(arrived).doesNotContainKey("perm" + i + "@sink.test");
      }
      assertThat(uncertain).as("seed %d", seed).isNotEmpty();
      assertThat(sink.violations()).as("seed %d", seed).isEmpty();
      assertThat(attempts.get()).isLessThan(MAILS * 10);
    } finally {
      workers.shutdownNow();
    }
  }

  /** Delivers a mail to its recipients, as often as it takes. */
  private Void deliver(SmtpClient client, NextHop hop, List<String> names, int number) {
    List<Recipient> left = new ArrayList<>();
    for (String name : names) {
      left.add(Recipient.of(EmailAddress.parse(name + number + "@sink.test")));
    }
    for (int attempt = 0; !left.isEmpty(); attempt++) {
      assertThat(attempt).as("attempts for mail %d", number).isLessThan(MOST_ATTEMPTS);
      attempts.incrementAndGet();
      List<RecipientOutcome> outcomes =
          client.deliver(List.of(hop), mail(left, number), Passage.DEFAULT).outcomes();
      assertThat(outcomes).hasSameSizeAs(left);
      for (RecipientOutcome each : outcomes) {
        String to = each.recipient().toString();
        switch (each.kind()) {
          case DELIVERED -> delivered.merge(to, 1, Integer::sum);
          case UNCERTAIN -> uncertain.merge(to, 1, Integer::sum);
          case FAILED -> assertThat(to).as(each.reply().toString()).startsWith("perm");
          case DEFERRED -> assertThat(each.reply().isTemporary()).isTrue();
        }
        if (each.kind() == RecipientOutcome.Kind.DELIVERED
            || each.kind() == RecipientOutcome.Kind.FAILED) {
          left.removeIf(recipient -> recipient.address().equals(each.recipient()));
        }
      }
    }
    return null;
  }

  private static OutboundMail mail(List<Recipient> to, int number) {
    byte[] text =
        ("Subject: " + number + "\r\n\r\n" + ".dots\r\n".repeat(number))
            .getBytes(StandardCharsets.US_ASCII);
    return new OutboundMail(
        MessageId.next(),
        EmailAddress.parse("from@client.test"),
        to,
        new MemoryContent(text),
        MailOptions.NONE);
  }
}
