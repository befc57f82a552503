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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.dns.TestDns;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;
import org.waypost.test.rest.RestAnswer;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SeededChaos;
import org.waypost.test.sink.SinkOptions;
import org.waypost.test.smtp.SmtpProbe;

/**
 * A world in which nothing works as it should: sites whose servers do everything wrong, and a DNS
 * that is not there. {@code -Dchaos.seed} says which wrongs, {@code -Dchaos.messages} how many
 * mails of three recipients each go through them.
 */
class ChaosIT {

  private static final int SITES = 5;
  private static final Duration LONG = Duration.ofMinutes(5);

  private final long seed = Long.getLong("chaos.seed", 20261123);
  private final int messages = Integer.getInteger("chaos.messages", 500);

  @TempDir static Path data;
  static final int PORT = FreePorts.next();
  static final List<MailSink> SINKS = new ArrayList<>();
  static TestDns dns;
  static MailSink good;
  static WaypostProcess relay;

  @BeforeAll
  static void start() {
    dns = TestDns.start();
    tellDns();
    good = MailSink.start(SinkOptions.modern().at("127.0.0.2", PORT));
    for (int site = 0; site < SITES; site++) {
      SINKS.add(MailSink.start(SinkOptions.modern().at("127.0.1." + (site + 1), PORT)));
    }
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_DNS", dns.address())
            .with("WAYPOST_MX_PORT", Integer.toString(PORT))
            .with("WAYPOST_RETRY_SCHEDULE", "1s")
            .start();
  }

  @AfterAll
  static void stop() {
    relay.kill9();
    SINKS.forEach(MailSink::close);
    good.close();
    dns.close();
  }

  private static void tellDns() {
    dns.mx("good.test", 10, "mx.good.test").address("mx.good.test", "127.0.0.2");
    for (int site = 0; site < SITES; site++) {
      String host = "mx" + site + ".chaos.test";
      dns.mx(domain(site), 10, host).address(host, "127.0.1." + (site + 1));
    }
  }

  private static String domain(int number) {
    return "site" + number % SITES + ".test";
  }

  @Test
  void everyMailComesToItsEndAndOnlyWhatIsUncertainIsSentTwice() throws IOException {
    for (int site = 0; site < SITES; site++) {
      SINKS.get(site).follow(new SeededChaos(seed + site, 0.12, Duration.ofMillis(2)));
    }
    beSlowToSuspend();
    List<String> ids = new ArrayList<>();
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      for (int i = 0; i < messages; i++) {
        List<String> to = List.of(address("a", i), address("perm", i), address("b", i));
        ids.add(id(client.mail("s" + i + "@good.test", to, SampleMail.plain("chaos" + i))));
      }
    }

    Map<String, Integer> uncertain = new HashMap<>();
    for (int i = 0; i < messages; i++) {
      JsonObject message = awaitEnd(ids.get(i));
      for (String name : List.of("a", "b", "perm")) {
        JsonObject recipient = TraceClient.recipient(message, address(name, i));
        assertThat(recipient.getString("state"))
            .as("%s, seed %d", recipient, seed)
            .isEqualTo(name.equals("perm") ? "bounced" : "delivered");
      }
      message.getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
          .filter(attempt -> attempt.getString("state").equals("uncertain"))
          .forEach(attempt -> uncertain.merge(attempt.getString("recipient"), 1, Integer::sum));
    }
    good.await(messages, ChaosIT::isBounce, LONG);

    Map<String, Integer> copies = copies();
    int twice = 0;
    for (int i = 0; i < messages; i++) {
      assertThat(copies).as("seed %d", seed).doesNotContainKey(address("perm", i));
      for (String to : List.of(address("a", i), address("b", i))) {
        assertThat(copies.getOrDefault(to, 0))
            .as("copies for %s, seed %d", to, seed)
            .isBetween(1, 1 + uncertain.getOrDefault(to, 0));
        twice += copies.get(to) - 1;
      }
    }
    assertThat(good.received().stream().filter(ChaosIT::isBounce))
        .as("bounces, one for each mail")
        .hasSize(messages);
    assertThat(Figures.of(relay, "waypost_uncertain_total")).isPositive();
    assertThat(Figures.of(relay, "waypost_repeated_total")).isZero();
    SINKS.forEach(sink -> assertThat(sink.violations()).as("seed %d", seed).isEmpty());
    Findings.add(
        "chaos, seed %d: %d mails of 3 recipients, none lost, %d copies too many of %d uncertain"
            .formatted(seed, messages, twice, uncertain.values().stream().mapToInt(n -> n).sum()));
  }

  @Test
  void mailWaitsWhileThereIsNoDns() throws IOException {
    TraceClient trace = new TraceClient(relay.rest());
    dns.mx("later.test", 10, "mx.good.test");
    int port = dns.port();
    dns.close();
    List<String> ids = new ArrayList<>();
    for (String to : List.of("one@later.test", "two@never.test")) {
      try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
        ids.add(id(client.mail("dns@good.test", List.of(to), SampleMail.plain("dns"))));
      }
    }
    for (String id : ids) {
      assertThat(trace.await(id, "deferred").toString()).contains("4.4.3");
    }

    dns = TestDns.startAt(port);
    tellDns();
    dns.mx("later.test", 10, "mx.good.test");
    trace.await(ids.get(0), "delivered");
    // Only now is it known that this one does not exist.
    trace.await(ids.get(1), "bounced");
    good.await(mail -> mail.recipients().contains("one@later.test"), PATIENCE);
    good.await(mail -> mail.recipients().contains("dns@good.test"), PATIENCE);
    Findings.add("DNS away: mail is deferred, not bounced, and goes on by itself");
  }

  /**
   * Sites that fail five times in a row are left alone for minutes, which is not the point here.
   */
  private static void beSlowToSuspend() {
    RestAnswer answer =
        relay
            .rest()
            .put(
                "/api/v1/shaping/chaos",
                Json.createObjectBuilder()
                    .add("name", "chaos")
                    .add("position", 10)
                    .add("hosts", Json.createArrayBuilder().add("*.chaos.test"))
                    .add(
                        "limits",
                        Json.createObjectBuilder().add("connections", 8).add("failures", 100))
                    .build());
    assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
  }

  private static boolean isBounce(ReceivedMail mail) {
    return mail.sender().isEmpty() && mail.recipients().get(0).startsWith("s");
  }

  private static String address(String name, int number) {
    return name + number + "@" + domain(number);
  }

  private static JsonObject awaitEnd(String id) {
    return Awaitility.await("all recipients of " + id + " have an end")
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> relay.rest().get("/api/v1/messages/" + id),
            answer ->
                answer.status() == 200
                    && answer
                        .json()
                        .getJsonArray("recipients")
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .allMatch(
                            recipient ->
                                List.of("delivered", "bounced")
                                    .contains(recipient.getString("state"))))
        .json();
  }

  private static Map<String, Integer> copies() {
    Map<String, Integer> copies = new HashMap<>();
    for (MailSink sink : SINKS) {
      for (ReceivedMail mail : sink.received()) {
        mail.recipients().forEach(to -> copies.merge(to, 1, Integer::sum));
      }
    }
    return copies;
  }
}
