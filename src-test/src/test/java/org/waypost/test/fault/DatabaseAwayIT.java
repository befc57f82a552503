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

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;
import org.waypost.test.rest.RestAnswer;
import org.waypost.test.rest.RestClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.smtp.SmtpProbe;

/**
 * A PostgreSQL that goes away while mail flows: first without a word, then refusing connections.
 * {@code -Dfault.seconds} says how long each lasts.
 */
class DatabaseAwayIT {

  private static final int MAILS = 60;

  /** The workers, the calls of as many sessions, and what serves REST: not one for each mail. */
  private static final int MOST_THREADS = 110;

  private final Duration lasts = Duration.ofSeconds(Integer.getInteger("fault.seconds", 8));

  @TempDir Path data;

  @Test
  void goesOnWithoutItsDatabase() throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("shared_buffers", "16MB").start();
        Outage outage = Outage.before(postgres.getPort());
        MailSink sink = MailSink.start();
        WaypostProcess relay =
            WaypostLaunch.on(data)
                .with("WAYPOST_MODE", "relay")
                .with("WAYPOST_SMARTHOST", sink.address())
                .with("WAYPOST_RETRY_SCHEDULE", "1s")
                .with(
                    "WAYPOST_DB_URL",
                    "jdbc:postgresql://127.0.0.1:"
                        + outage.port()
                        + "/postgres?user=postgres&password=postgres")
                .start()) {
      TraceClient trace = new TraceClient(relay.rest());
      trace.await(send(relay, "before@to.test"), "delivered");
      int threads = threads(relay);

      outage.silence();
      List<String> silent = whileAway(relay, "silent");
      outage.end();
      silent.forEach(id -> trace.await(id, "delivered"));

      outage.refuse();
      List<String> refused = whileAway(relay, "refused");
      assertThat(unavailable(relay.rest(), "/api/v1/messages")).isTrue();
      assertThat(unavailable(RestClient.anonymous(relay.root()), "/health/ready")).isTrue();
      hold(relay).expect(503);
      outage.end();
      refused.forEach(id -> trace.await(id, "delivered"));

      Awaitility.await("it says that it is ready")
          .atMost(PATIENCE)
          .until(() -> RestClient.anonymous(relay.root()).get("/health/ready").status() == 200);
      sink.await(1 + 2 * MAILS, mail -> true, PATIENCE);
      assertThat(sink.received()).as("none is sent twice").hasSize(1 + 2 * MAILS);
      assertThat(threads(relay)).as("threads").isLessThan(threads + MOST_THREADS);
      Findings.add(
          "database away twice for "
              + lasts.toSeconds()
              + " s: "
              + 2 * MAILS
              + " mails accepted meanwhile, all delivered, none twice, all in the trace");
    }
  }

  /** Sends mail for as long as it lasts; every one has to be accepted, and soon. */
  private List<String> whileAway(WaypostProcess relay, String name) throws Exception {
    List<String> ids = new ArrayList<>();
    Instant start = Instant.now();
    for (int i = 0; i < MAILS; i++) {
      Instant begun = Instant.now();
      ids.add(send(relay, name + i + "@to.test"));
      assertThat(Duration.between(begun, Instant.now()))
          .as("a mail is accepted without the database")
          .isLessThan(Duration.ofSeconds(10));
      Thread.sleep(lasts.toMillis() / MAILS);
    }
    assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(lasts.dividedBy(2));
    return ids;
  }

  private static String send(WaypostProcess relay, String to) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return id(client.mail("a@from.test", List.of(to), SampleMail.plain(to.replace('@', '.'))));
    }
  }

  /** Mail to be held goes to the database itself. */
  private static RestAnswer hold(WaypostProcess relay) {
    return relay
        .rest()
        .post(
            "/api/v1/messages",
            Json.createObjectBuilder()
                .add("from", "a@from.test")
                .add("to", Json.createArrayBuilder().add("held@to.test"))
                .add("text", "x")
                .add("sendAt", Instant.now().plusSeconds(3600).toString())
                .build());
  }

  private static boolean unavailable(RestClient rest, String path) {
    RestAnswer answer = rest.get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    return true;
  }

  private static int threads(WaypostProcess relay) throws IOException {
    try (var tasks = java.nio.file.Files.list(Path.of("/proc/" + relay.pid() + "/task"))) {
      return (int) tasks.count();
    }
  }
}
