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
package org.waypost.test.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.test.relay.TraceClient.PATIENCE;
import static org.waypost.test.relay.TraceClient.id;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.sink.Stage;
import org.waypost.test.smtp.SmtpProbe;

/** Parked mail with the default schedule: nothing moves within the test unless it is told to. */
class QueueIT {

  @TempDir static Path data;
  static MailSink smartHost;
  static WaypostProcess relay;

  @BeforeAll
  static void start() {
    smartHost = MailSink.start();
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_SMARTHOST", smartHost.address())
            .with("WAYPOST_RETRY_SCHEDULE", "1h")
            .start();
  }

  @AfterAll
  static void stop() {
    relay.close();
    smartHost.close();
  }

  @Test
  void deliversOnRetry() throws IOException {
    byte[] sent = SampleMail.plain("retry");
    String id = park("retry@x.test", sent);

    assertThat(trace().get("/api/v1/messages/" + id + "/content").expect(200).octets())
        .as("what is parked can be read")
        .endsWith(sent);
    smartHost.follow(SinkScript.accepting());
    relay.rest().post("/api/v1/queue/" + id + "/retry", JsonValue.EMPTY_JSON_OBJECT).expect(200);

    ReceivedMail received =
        smartHost.await(mail -> mail.recipients().contains("retry@x.test"), PATIENCE);
    RelayedBytes.assertUnchanged(received, sent, id);
    trace().await(id, "delivered");
    assertThat(trace().parked(id)).isEmpty();
  }

  @Test
  void deletesWithoutNotification() throws IOException {
    String id = park("delete@x.test", SampleMail.plain("delete"));

    relay.rest().delete("/api/v1/queue/" + id).expect(200);

    assertThat(trace().parked(id)).isEmpty();
    trace().await(id, "deleted");
    assertThat(trace().search("to=" + "sender@from.test")).isEmpty();
    relay.rest().delete("/api/v1/queue/" + id).expect(404);
  }

  @Test
  void keepsParkedMailOverARestart() throws IOException {
    byte[] sent = SampleMail.attachment("restart", 600_000);
    String id = park("restart@x.test", sent);
    int smtpPort = relay.smtpPort();

    assertThat(relay.stop()).as("exit code after SIGTERM").isIn(0, 143);
    assertThat(FreePorts.isFree(smtpPort)).isTrue();
    relay = relay.launch().start();

    assertThat(trace().parked(id)).hasSize(1);
    smartHost.follow(SinkScript.accepting());
    relay.rest().post("/api/v1/queue/" + id + "/retry", JsonValue.EMPTY_JSON_OBJECT).expect(200);
    ReceivedMail received =
        smartHost.await(mail -> mail.recipients().contains("restart@x.test"), PATIENCE);
    byte[] content = received.content();
    assertThat(
            Arrays.equals(
                content, content.length - sent.length, content.length, sent, 0, sent.length))
        .as("the octets are those sent")
        .isTrue();
  }

  private static String park(String to, byte[] mail) throws IOException {
    smartHost.follow(
        SinkScript.always(Stage.END_OF_DATA, SinkAction.reply("451 4.3.0 Try again later")));
    String id;
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      id = id(client.mail("sender@from.test", List.of(to), mail));
    }
    assertThat(trace().awaitParked(id)).hasSize(1);
    return id;
  }

  private static TraceClient trace() {
    return new TraceClient(relay.rest());
  }
}
