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
import static org.waypost.test.relay.TraceClient.id;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Command;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestAnswer;
import org.waypost.test.rest.RestClient;
import org.waypost.test.smtp.SmtpProbe;

/** Capture mode, which is the default: mail from the usual tools and by REST, read back by REST. */
class CaptureIT {

  @TempDir static Path data;
  static WaypostProcess relay;
  static RestClient rest;
  static TraceClient trace;

  @BeforeAll
  static void start() {
    relay = WaypostLaunch.on(data).start();
    rest = relay.rest();
    trace = new TraceClient(rest);
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @Test
  void announcesConsoleAndPorts() {
    assertThat(relay.output())
        .filteredOn(line -> line.startsWith(WaypostProcess.READY))
        .singleElement()
        .asString()
        .contains("http://")
        .contains(Integer.toString(relay.httpPort()))
        .contains(Integer.toString(relay.smtpPort()));
  }

  @Test
  void givesBackTheBytesOfCapturedMail() throws IOException {
    byte[] sent = SampleMail.dots("captured");
    String id;
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      id = id(client.mail("a@from.test", List.of("b@to.test", "c@other.test"), sent));
    }

    JsonObject message = trace.await(id, "captured");

    assertThat(message.getJsonArray("recipients")).hasSize(2);
    RestAnswer content = rest.get("/api/v1/messages/" + id + "/content").expect(200);
    assertThat(content.mediaType()).isEqualTo("message/rfc822");
    assertThat(content.octets()).endsWith(sent);
    assertThat(content.text()).startsWith("Received: ");
  }

  @Test
  void takesADraftByRest() {
    String png = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
    JsonObject draft =
        Json.createObjectBuilder()
            .add("from", "a@from.test")
            .add("to", Json.createArrayBuilder().add("b@to.test"))
            .add("bcc", Json.createArrayBuilder().add("secret@to.test"))
            .add("subject", "Grüße")
            .add("text", "Text")
            .add("html", "<p>HTML</p>")
            .add(
                "attachments",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("name", "a.png")
                            .add("contentType", "image/png")
                            .add("content", png)))
            .build();

    RestAnswer answer = rest.post("/api/v1/messages", draft).expect(202);

    String id = answer.json().getString("id");
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(uri -> assertThat(uri).endsWith(id));
    JsonObject message = trace.await(id, "captured");
    assertThat(message.getJsonArray("recipients")).hasSize(2);
    String content = rest.get("/api/v1/messages/" + id + "/content").expect(200).text();
    assertThat(content).contains("To: ").contains("Message-ID: ").contains("Date: ").contains(png);
    assertThat(content).doesNotContain("secret@to.test");
  }

  @Test
  void refusesHeaderInjection() {
    JsonObject draft =
        Json.createObjectBuilder()
            .add("from", "a@from.test")
            .add("to", Json.createArrayBuilder().add("b@to.test\r\nBcc: c@to.test"))
            .add("text", "x")
            .build();
    RestAnswer answer = rest.post("/api/v1/messages", draft).expect(400);
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    assertThat(answer.json().getString("field")).startsWith("to");
  }

  @Test
  void takesAWholeMessageByRest() {
    byte[] sent = SampleMail.eightBit("whole");

    String id =
        rest.post("/api/v1/messages?from=a@from.test&to=b@to.test", "message/rfc822", sent)
            .expect(202)
            .json()
            .getString("id");

    trace.await(id, "captured");
    assertThat(rest.get("/api/v1/messages/" + id + "/content").octets()).endsWith(sent);
  }

  @Test
  void takesMailFromSwaks() {
    Command.run(
            Duration.ofMinutes(1),
            "swaks",
            "--server",
            "127.0.0.1:" + relay.smtpPort(),
            "--from",
            "swaks@from.test",
            "--to",
            "b@to.test",
            "--header",
            "Subject: From swaks")
        .succeeded();

    List<JsonObject> found = awaitFound("from=swaks@from.test", 1);
    assertThat(found.get(0).getString("subject")).isEqualTo("From swaks");
  }

  @Test
  void takesMailFromSmtpSource() {
    int messages = 300;
    Command.run(
            Duration.ofMinutes(3),
            "smtp-source",
            "-s",
            "20",
            "-m",
            Integer.toString(messages),
            "-l",
            "4096",
            "-f",
            "load@from.test",
            "-t",
            "b@to.test",
            "127.0.0.1:" + relay.smtpPort())
        .succeeded();

    Awaitility.await("all mail of smtp-source is captured")
        .atMost(TraceClient.PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                rest.get("/api/v1/messages?from=load@from.test&state=captured")
                    .json()
                    .getInt("total"),
            total -> total == messages);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, messages/00000000000000000000000000, 404",
    "GET, messages/no-such-id, 404",
    "GET, messages?state=nonsense, 400",
    "GET, messages?page=0, 400",
    "GET, messages?nonsense=1, 400",
    "GET, nothing, 404",
    "DELETE, stats, 405",
    "POST, messages, 400",
  })
  void answersErrorsAsProblems(String method, String path, int status) {
    RestAnswer answer =
        switch (method) {
          case "GET" -> rest.get("/api/v1/" + path);
          case "DELETE" -> rest.delete("/api/v1/" + path);
          default ->
              rest.post(
                  "/api/v1/" + path,
                  "application/json",
                  "{\"from\": ".getBytes(StandardCharsets.US_ASCII));
        };
    answer.expect(status);
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    assertThat(answer.json().getInt("status")).isEqualTo(status);
    assertThat(answer.json().getString("title")).isNotBlank();
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("at org.");
  }

  @Test
  void wantsCredentials() {
    RestAnswer nobody = RestClient.anonymous(relay.root()).get("/api/v1/messages").expect(401);
    assertThat(nobody.mediaType()).isEqualTo("application/problem+json");
    assertThat(nobody.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
    RestClient.basic(relay.root(), "admin", "wrong-password").get("/api/v1/stats").expect(401);
  }

  @Test
  void tellsItsHealthAndItsFigures() throws IOException {
    RestClient nobody = RestClient.anonymous(relay.root());
    nobody.get("/health/live").expect(200);
    assertThat(nobody.get("/health/ready").expect(200).json().getString("status")).isEqualTo("up");
    String id;
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      id = id(client.mail("a@from.test", List.of("b@to.test"), SampleMail.plain("figures")));
    }
    trace.await(id, "captured");

    JsonObject stats = rest.get("/api/v1/stats").expect(200).json();
    assertThat(stats.getJsonObject("totals").getInt("accepted")).isPositive();
    String metrics = nobody.get("/metrics").expect(200).text();
    assertThat(metrics.lines().filter(line -> line.startsWith("waypost_"))).isNotEmpty();
    assertThat(rest.get("/api/v1/openapi").expect(200).text()).contains("/messages");
  }

  private static List<JsonObject> awaitFound(String query, int count) {
    return Awaitility.await(query)
        .atMost(TraceClient.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> trace.search(query), found -> found.size() == count);
  }
}
