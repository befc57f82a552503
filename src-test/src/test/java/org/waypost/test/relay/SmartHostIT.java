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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.smtp.SmtpProbe;

/**
 * A relay that takes nothing from the network, sends all to a smart host, and expires mail soon.
 */
class SmartHostIT {

  @TempDir static Path data;
  static MailSink smartHost;
  static WaypostProcess relay;
  static TraceClient trace;

  @BeforeAll
  static void start() {
    smartHost = MailSink.start();
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_SMARTHOST", smartHost.address())
            .with("WAYPOST_RELAY_NETWORKS", "192.0.2.0/24")
            .with("WAYPOST_RETRY_SCHEDULE", "1s")
            .with("WAYPOST_EXPIRY", "4s")
            .start();
    trace = new TraceClient(relay.rest());
  }

  @AfterAll
  static void stop() {
    relay.close();
    smartHost.close();
  }

  @Test
  void isNoOpenRelay() throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      client.command("MAIL FROM:<a@from.test>", 250);
      assertThat(client.command("RCPT TO:<x@anywhere.test>").code()).isEqualTo(550);
      assertThat(client.command("DATA").code()).isBetween(500, 559);
    }
    assertThat(smartHost.received())
        .filteredOn(mail -> mail.recipients().contains("x@anywhere.test"))
        .isEmpty();
  }

  @Test
  void sendsWhatWasSubmittedByRestToTheSmartHost() {
    String id = submit("a@from.test", "x@elsewhere.test");

    ReceivedMail received =
        smartHost.await(mail -> mail.recipients().contains("x@elsewhere.test"), PATIENCE);
    assertThat(received.sender()).isEqualTo("a@from.test");
    assertThat(received.header("Subject")).contains("By REST");
    JsonObject message = trace.await(id, "delivered");
    assertThat(message.getString("source")).isEqualTo("rest");
  }

  @Test
  void notifiesTheSenderOfMailThatExpires() throws Exception {
    smartHost.follow(
        SinkScript.recipients(
            r -> r.startsWith("never@"), SinkAction.reply("450 4.2.1 Come back tomorrow")));

    String id = submit("patient@from.test", "never@elsewhere.test");

    JsonObject message = trace.await(id, "expired");
    assertThat(message.getJsonArray("attempts")).hasSizeGreaterThan(1);
    ReceivedMail mail =
        smartHost.await(m -> m.recipients().contains("patient@from.test"), PATIENCE);
    assertThat(mail.sender()).isEmpty();
    Notification notification = Notification.of(mail);
    assertThat(notification.status())
        .contains("never@elsewhere.test")
        .containsPattern("(?im)^Status: *[45]\\.")
        .containsPattern("(?im)^Diagnostic-Code: .*Come back tomorrow");
    assertThat(trace.parked(id)).isEmpty();
  }

  private static String submit(String from, String to) {
    JsonObject draft =
        Json.createObjectBuilder()
            .add("from", from)
            .add("to", Json.createArrayBuilder().add(to))
            .add("subject", "By REST")
            .add("text", "Hello")
            .build();
    return relay.rest().post("/api/v1/messages", draft).expect(202).json().getString("id");
  }
}
