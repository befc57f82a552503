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
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.sink.SinkStep;
import org.waypost.test.sink.Stage;
import org.waypost.test.smtp.SmtpProbe;

/**
 * Kills the relay once, with mail in every stage at that moment. The stages are reached from
 * outside: two workers, both held by a server that says nothing after the final dot, leave what
 * comes later in the queue.
 */
class KillStagesIT {

  private static final int QUEUED = 20;
  private static final String BEFORE_DOT = "sent@to.test";
  private static final String AFTER_DOT = "kept@to.test";
  private static final String PARKED = "parked@to.test";
  private static final String DUE = "due@to.test";
  private static final String GONE = "gone@to.test";

  /** Gets the bounce. */
  private static final String SENDER = "sender@from.test";

  @TempDir Path data;

  @Test
  void losesNothingInAnyStage() throws IOException {
    AtomicInteger held = new AtomicInteger();
    try (MailSink sink = MailSink.start()) {
      sink.follow(step -> trouble(step, held));
      WaypostProcess relay =
          WaypostLaunch.on(data)
              .with("WAYPOST_MODE", "relay")
              .with("WAYPOST_SMARTHOST", sink.address())
              // One site is given half of the workers: two.
              .with("WAYPOST_DELIVERY_WORKERS", "4")
              .with("WAYPOST_RETRY_SCHEDULE", "1h")
              .start();
      TraceClient trace = new TraceClient(relay.rest());
      String parked = send(relay, PARKED);
      String due = send(relay, DUE);
      String gone = send(relay, GONE);
      trace.awaitParked(parked);
      trace.awaitParked(due);
      trace.await(gone, "bounced");
      awaitQueue(relay, "the bounce is written and parked", SENDER, "deferred");
      send(relay, BEFORE_DOT);
      send(relay, AFTER_DOT);
      Awaitility.await("both workers wait for an answer to their final dots")
          .atMost(PATIENCE)
          .until(() -> held.get() == 2);
      retry(relay, due);
      awaitQueue(
          relay, "what is due is on its way, or waits for its site", DUE, "active", "waiting");
      for (int i = 0; i < QUEUED; i++) {
        send(relay, "queued" + i + "@to.test");
      }

      relay.kill9();
      sink.follow(SinkScript.accepting());
      relay = relay.launch().start();

      // Everything but what waits for its retry comes by itself.
      sink.await(QUEUED + 4, mail -> true, PATIENCE);
      retry(relay, parked);
      for (JsonObject row : rows(relay)) {
        retry(relay, row.getString("id"));
      }
      sink.await(mail -> mail.sender().isEmpty() && mail.recipients().contains(SENDER), PATIENCE);
      sink.await(mail -> mail.recipients().contains(PARKED), PATIENCE);
      WaypostProcess again = relay;
      Awaitility.await("nothing is left").atMost(PATIENCE).until(() -> rows(again).isEmpty());

      Map<String, Integer> copies = copies(sink.received());
      assertThat(copies).hasSize(QUEUED + 5).containsEntry(AFTER_DOT, 2);
      copies.remove(AFTER_DOT);
      assertThat(copies.values()).as("copies of %s", copies).containsOnly(1);
      assertThat(Figures.of(relay, "waypost_repeated_total")).isGreaterThanOrEqualTo(2);
      assertThat(sink.violations()).isEmpty();
      Findings.add(
          "kill -9 with mail accepted, queued, behind its final dot, parked, due and bounced: "
              + "none lost, one twice, whose answer the sink had held");
      relay.close();
    }
  }

  private static SinkAction trouble(SinkStep step, AtomicInteger held) {
    if (step.stage() == Stage.RCPT) {
      return switch (step.argument()) {
        case GONE -> SinkAction.reply("550 5.1.1 No such mailbox");
        case PARKED, DUE, SENDER -> SinkAction.reply("450 4.2.1 Come back later");
        default -> SinkAction.proceed();
      };
    }
    if (step.stage() == Stage.END_OF_DATA) {
      held.incrementAndGet();
      return step.recipients().contains(AFTER_DOT)
          ? SinkAction.keepAndHang()
          : SinkAction.silence();
    }
    return SinkAction.proceed();
  }

  private static String send(WaypostProcess relay, String to) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return id(client.mail(SENDER, List.of(to), SampleMail.plain(to.replace('@', '.'))));
    }
  }

  private static void retry(WaypostProcess relay, String id) {
    assertThat(
            relay
                .rest()
                .post("/api/v1/queue/" + id + "/retry", JsonValue.EMPTY_JSON_OBJECT)
                .status())
        .isIn(200, 404);
  }

  private static List<JsonObject> rows(WaypostProcess relay) {
    return new ArrayList<>(
        relay
            .rest()
            .get("/api/v1/queue?size=100")
            .expect(200)
            .json()
            .getJsonArray("items")
            .getValuesAs(JsonObject.class));
  }

  private static void awaitQueue(WaypostProcess relay, String what, String to, String... states) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                rows(relay).stream()
                    .anyMatch(
                        row ->
                            row.toString().contains(to)
                                && List.of(states).contains(row.getString("state"))));
  }

  private static Map<String, Integer> copies(List<ReceivedMail> received) {
    Map<String, Integer> copies = new TreeMap<>();
    received.forEach(mail -> copies.merge(mail.recipients().get(0), 1, Integer::sum));
    return copies;
  }
}
