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
import static org.waypost.test.relay.TraceClient.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/** An Artemis of its own that goes away under the relay, killed and stopped, and comes back. */
class BrokerAwayIT {

  /** What docs/operations.md promises. */
  private static final Duration SOON = Duration.ofSeconds(45);

  private final int port = FreePorts.next();
  private final List<String> accepted = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void refusesMeanwhileAndGoesOnByItself() throws Exception {
    Process broker = startBroker();
    try (MailSink sink = MailSink.start();
        WaypostProcess relay =
            WaypostLaunch.on(folder.resolve("data"))
                .with("WAYPOST_MODE", "relay")
                .with("WAYPOST_SMARTHOST", sink.address())
                .with("WAYPOST_RETRY_SCHEDULE", "1s")
                .with("WAYPOST_JMS_URL", "tcp://127.0.0.1:" + port)
                .start()) {
      for (int i = 0; i < 10; i++) {
        awaitAcceptance(relay);
      }

      broker.destroyForcibly().waitFor();
      refused(relay);
      broker = startBroker();
      awaitAcceptance(relay);

      broker.destroy();
      broker.waitFor();
      refused(relay);
      relay.rest().get("/api/v1/stats").expect(200);
      broker = startBroker();
      awaitAcceptance(relay);

      TraceClient trace = new TraceClient(relay.rest());
      accepted.forEach(id -> trace.await(id, "delivered"));
      EventReader events = EventReader.of("tcp://127.0.0.1:" + port, null, null);
      events.readUntilDelivered(StandaloneBroker.SUBSCRIPTION, accepted);
      for (String id : accepted) {
        assertThat(events.of(id)).as("events of %s", id).containsExactly("accepted", "delivered");
      }
      // What was delivered at the kill and not acknowledged may come twice, and is counted.
      assertThat(tooMany(sink.received()))
          .isLessThanOrEqualTo((int) Figures.of(relay, "waypost_repeated_total"));
      Findings.add(
          "broker of its own killed, and stopped: 451 meanwhile, then mail flows by itself, none of "
              + accepted.size()
              + " lost, nor what a durable subscriber is told of them");
    } finally {
      broker.destroyForcibly();
    }
  }

  /** A mail is refused for now, and soon. */
  private void refused(WaypostProcess relay) throws IOException {
    assertThat(send(relay).code()).isEqualTo(451);
  }

  private void awaitAcceptance(WaypostProcess relay) {
    Awaitility.await("mail is accepted")
        .atMost(TraceClient.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .pollDelay(Duration.ZERO)
        .until(() -> send(relay).code() == 250);
  }

  private SmtpReply send(WaypostProcess relay) throws IOException {
    Instant begun = Instant.now();
    try (SmtpProbe client = SmtpProbe.connect(relay.smtpPort(), SOON.plusSeconds(15))) {
      client.read();
      client.command("EHLO broker.test");
      SmtpReply reply =
          client.mail("a@from.test", List.of("b@to.test"), SampleMail.plain("broker"));
      assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
      if (reply.code() == 250) {
        accepted.add(id(reply));
      }
      return reply;
    }
  }

  /** How many copies came of mails that had come already. */
  private static int tooMany(List<ReceivedMail> received) {
    Map<String, Integer> copies = new HashMap<>();
    received.forEach(mail -> copies.merge(mail.header("Received").orElse(""), 1, Integer::sum));
    return copies.values().stream().mapToInt(count -> count - 1).sum();
  }

  private Process startBroker() throws IOException {
    Path output = Files.createTempFile(folder, "broker", ".log");
    Process broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StandaloneBroker.class.getName(),
                folder.resolve("broker").toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroyForcibly, "end-broker"));
    Awaitility.await("the broker is up")
        .atMost(TraceClient.PATIENCE)
        .failFast("the broker has ended", () -> !broker.isAlive())
        .until(() -> Files.readString(output).contains(StandaloneBroker.READY));
    return broker;
  }
}
