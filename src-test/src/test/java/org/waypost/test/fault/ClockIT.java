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
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.waypost.test.relay.TraceClient.PATIENCE;
import static org.waypost.test.relay.TraceClient.id;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** A clock that is put forward and back by days while mail waits for its retry. */
class ClockIT {

  private static final int WAITING = 10;
  private static final Duration PAUSE = Duration.ofHours(1);

  /** The look for a clock that was put back comes every minute or two. */
  private static final Duration MENDED = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void mailThatWaitsNeitherStormsNorExpiresNorWaitsForEver() throws IOException {
    Optional<FalseClock> found = FalseClock.in(folder.resolve("time"));
    assumeThat(found).as("libfaketime is not installed").isPresent();
    FalseClock clock = found.get();
    try (MailSink sink = MailSink.start();
        WaypostProcess relay =
            clock
                .of(
                    WaypostLaunch.on(folder.resolve("data"))
                        .with("WAYPOST_MODE", "relay")
                        .with("WAYPOST_SMARTHOST", sink.address())
                        .with("WAYPOST_RETRY_SCHEDULE", PAUSE.toMinutes() + "m")
                        .with("WAYPOST_EXPIRY", "5d"))
                .start()) {
      TraceClient trace = new TraceClient(relay.rest());
      sink.follow(ClockIT::notYet);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < WAITING; i++) {
        ids.add(send(relay, "wait" + i + "@to.test"));
      }
      ids.forEach(id -> awaitAttempts(trace, id, 1));

      clock.set(Duration.ofDays(2));
      ids.forEach(id -> awaitAttempts(trace, id, 2));
      trace.await(send(relay, "forward@to.test"), "delivered");
      // Each was tried once, and waits for an hour again.
      for (String id : ids) {
        assertThat(attempts(trace.await(id, "deferred"))).isEqualTo(2);
        assertThat(next(trace, id)).isAfter(clock.now().plus(PAUSE.dividedBy(2)));
      }

      clock.set(Duration.ofDays(-1));
      trace.await(send(relay, "back@to.test"), "delivered");
      for (String id : ids) {
        Awaitility.await("the pause of " + id + " ends as long from now as it was meant to")
            .atMost(MENDED)
            .pollInterval(Duration.ofMillis(500))
            .until(() -> next(trace, id).isBefore(clock.now().plus(PAUSE.multipliedBy(2))));
        assertThat(attempts(trace.await(id, "deferred"))).isEqualTo(2);
      }

      // Further than their expiry; they are tried all the same.
      sink.follow(SinkScript.accepting());
      clock.set(Duration.ofDays(10));
      ids.forEach(id -> trace.await(id, "delivered"));
      ids.forEach(id -> awaitAttempts(trace, id, 3));
      sink.await(WAITING + 2, ClockIT::isNoNotice, PATIENCE);
      assertThat(sink.received())
          .filteredOn(ClockIT::isNoNotice)
          .as("none is sent twice")
          .hasSize(WAITING + 2);
      assertThat(sink.received())
          .filteredOn(mail -> !isNoNotice(mail))
          .as("each sender was told once that its mail is late")
          .hasSize(WAITING);
      Findings.add(
          "clock put forward by 2 days, back by 3, forward by 11: "
              + WAITING
              + " waiting mails were tried once each time they became due, none expired");
    }
  }

  private static boolean isNoNotice(ReceivedMail mail) {
    return !mail.sender().isEmpty();
  }

  private static SinkAction notYet(SinkStep step) {
    return step.stage() == Stage.RCPT && step.argument().startsWith("wait")
        ? SinkAction.reply("450 4.2.1 Come back later")
        : SinkAction.proceed();
  }

  private static void awaitAttempts(TraceClient trace, String id, int count) {
    Awaitility.await(count + " attempts for " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> trace.get("/api/v1/messages/" + id),
            answer -> answer.status() == 200 && attempts(answer.json()) == count);
  }

  private static int attempts(JsonObject message) {
    return message.getJsonArray("attempts").size();
  }

  /** When it is due again. */
  private static Instant next(TraceClient trace, String id) {
    return Instant.parse(trace.awaitParked(id).get(0).getString("dueAt"));
  }

  private static String send(WaypostProcess relay, String to) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return id(client.mail("a@from.test", List.of(to), SampleMail.plain(to.replace('@', '.'))));
    }
  }
}
