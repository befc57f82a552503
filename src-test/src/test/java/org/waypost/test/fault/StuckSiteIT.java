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
package org.waypost.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.test.relay.TraceClient.PATIENCE;
import static org.waypost.test.relay.TraceClient.id;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.dns.DnsFault;
import org.waypost.test.dns.TestDns;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkOptions;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.sink.Stage;
import org.waypost.test.smtp.SmtpProbe;

/**
 * What does not answer must not hold up what does: a site that accepts connections and says
 * nothing, and a DNS that drops questions. {@code -Dstuck.messages} is how many mails are for the
 * site that is stuck, and how many for the good one while it is.
 */
class StuckSiteIT {

  private static final int CLIENTS = 8;
  private static final Duration LONG = Duration.ofMinutes(20);

  private final int messages = Integer.getInteger("stuck.messages", 3000);

  @TempDir static Path data;
  static TestDns dns;
  static MailSink good;
  static MailSink stuck;
  static WaypostProcess relay;

  @BeforeAll
  static void start() {
    int port = FreePorts.next();
    dns = TestDns.start();
    good = MailSink.start(SinkOptions.modern().at("127.0.0.2", port));
    stuck = MailSink.start(SinkOptions.modern().at("127.0.0.3", port));
    stuck.follow(SinkScript.always(Stage.GREETING, SinkAction.silence()));
    dns.mx("good.test", 10, "mx.good.test").address("mx.good.test", "127.0.0.2");
    dns.mx("stuck.test", 10, "mx.stuck.test").address("mx.stuck.test", "127.0.0.3");
    dns.mx("away.test", 10, "mx.good.test");
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_DNS", dns.address())
            .with("WAYPOST_MX_PORT", Integer.toString(port))
            .with("WAYPOST_RETRY_SCHEDULE", "2s")
            .start();
  }

  @AfterAll
  static void stop() {
    relay.kill9();
    good.close();
    stuck.close();
    dns.close();
  }

  @Test
  void otherSitesGoOnAtFullRate() throws InterruptedException {
    deliver(500, "warm");
    double alone = deliver(messages, "alone");
    send(messages, "stuck", "stuck.test");
    double beside = deliver(messages, "beside");
    Findings.add(
        "a site that never answers, with %d mails: the other gets %.0f/s instead of %.0f/s"
            .formatted(messages, beside, alone));
    assertThat(stuck.received()).isEmpty();
    assertThat(beside).as("mails a second; alone %s", alone).isGreaterThan(alone / 3);
  }

  @Test
  void dnsThatDropsQuestionsDefersAndHoldsUpNobody() throws IOException {
    dns.fault("away.test", DnsFault.SILENCE);
    TraceClient trace = new TraceClient(relay.rest());
    String away = sendOne("away.test");

    String other = sendOne("good.test");
    trace.await(other, "delivered");
    JsonObject deferred = trace.await(away, "deferred");
    assertThat(deferred.toString()).contains("4.4.3");

    dns.remove("away.test").mx("away.test", 10, "mx.good.test");
    trace.await(away, "delivered");
  }

  private static String sendOne(String domain) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return id(client.mail("a@from.test", List.of("one@" + domain), SampleMail.plain("one")));
    }
  }

  /** Mails a second, from the first that is sent to the last that arrives. */
  private static double deliver(int count, String name) throws InterruptedException {
    Instant begun = Instant.now();
    send(count, name, "good.test");
    good.await(
        count,
        mail -> mail.recipients().get(0).startsWith(name),
        count > 10_000 ? LONG : PATIENCE.multipliedBy(2));
    return count * 1000.0 / Duration.between(begun, Instant.now()).toMillis();
  }

  private static void send(int count, String name, String domain) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> clients =
        java.util.stream.Stream.generate(() -> new Thread(() -> send(next, count, name, domain)))
            .limit(CLIENTS)
            .toList();
    clients.forEach(client -> client.setUncaughtExceptionHandler((t, e) -> failures.add(e)));
    clients.forEach(Thread::start);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(failures).isEmpty();
  }

  private static void send(AtomicInteger next, int count, String name, String domain) {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      for (int i = next.incrementAndGet(); i <= count; i = next.incrementAndGet()) {
        byte[] mail = SampleMail.plain(name + i);
        id(client.mail("a@from.test", List.of(name + i + "@" + domain), mail));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
