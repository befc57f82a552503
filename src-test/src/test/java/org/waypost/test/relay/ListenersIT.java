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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.LocalManagement;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestAnswer;
import org.waypost.test.rest.RestClient;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/** Listeners that are made, changed and deleted while the relay runs. */
class ListenersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String LISTENERS = "/api/v1/listeners";
  private static final String EXTRA = LISTENERS + "/extra";

  @TempDir static Path data;
  private static WaypostProcess relay;
  private static RestClient rest;
  private static String readyLine;

  private final int port = FreePorts.next();

  @BeforeAll
  static void start() {
    relay = WaypostLaunch.on(data).start();
    rest = relay.rest();
    readyLine = relay.awaitReady(PATIENCE);
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @AfterEach
  void deleteExtra() {
    assertThat(rest.delete(EXTRA).status()).isIn(204, 404);
  }

  @Test
  void theThreeOfTheFirstStartAreThere() {
    List<JsonObject> all = items(rest.get(LISTENERS));
    assertThat(all)
        .extracting(listener -> listener.getString("name"))
        .containsExactly("relay", "submission", "submissions");
    assertThat(all).extracting(ListenersIT::state).containsOnly("listening");
    assertThat(all)
        .extracting(listener -> listener.getJsonObject("status").getString("address"))
        .containsExactly(
            "127.0.0.1:" + setting("SMTP"),
            "127.0.0.1:" + setting("SUBMISSION"),
            "127.0.0.1:" + setting("SUBMISSIONS"));
    assertThat(readyLine)
        .contains(
            ", SMTP 127.0.0.1:" + setting("SMTP"),
            ", submission 127.0.0.1:" + setting("SUBMISSION"),
            ", submissions 127.0.0.1:" + setting("SUBMISSIONS") + " (TLS)");
  }

  @Test
  void takesMailWhereItIsToldTo() throws IOException {
    RestAnswer made = rest.post(LISTENERS, extra(port).build()).expect(201);
    assertThat(state(made.json())).isEqualTo("listening");
    sendsMail(port);
    assertThat(figures(rest.get(EXTRA)).getInt("messagesAccepted")).isEqualTo(1);
    assertThat(rest.post(LISTENERS, extra(port).build()).status()).isEqualTo(409);
  }

  /** The table is that of the protocol engine's own test; here the relay's policy decides. */
  @Test
  void relaysForNoStrangerUnderAnySpelling() throws IOException {
    JsonObjectBuilder strangers =
        extra(port)
            .add("relayNetworks", Json.createArrayBuilder())
            .add(
                "limits",
                Json.createObjectBuilder()
                    .add("session", Json.createObjectBuilder().add("errors", 1000)));
    rest.post(LISTENERS, strangers.build()).expect(201);
    Path root = Path.of(System.getProperty("waypost.root", ".."));
    Path table = root.resolve("relay-ra/src/test/resources/relay/recipients.txt");
    List<String> rows = Files.readAllLines(table, StandardCharsets.ISO_8859_1);
    try (SmtpProbe stranger = SmtpProbe.greeted(port)) {
      stranger.command("MAIL FROM:<victim@remote.example> SMTPUTF8", 250);
      int tried = 0;
      for (String row : rows) {
        if (!row.startsWith("#")) {
          String spelling = unescaped(row.substring(0, row.indexOf('\t')));
          stranger.send(("RCPT TO:" + spelling + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
          assertThat(stranger.read().code()).as(row).isBetween(500, 599);
          tried++;
        }
      }
      assertThat(tried).isGreaterThan(40);
      stranger.command("DATA", 554);
    }
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\x([0-9a-f]{2})")
        .matcher(text)
        .replaceAll(hex -> String.valueOf((char) Integer.parseInt(hex.group(1), 16)))
        .translateEscapes();
  }

  @Test
  void saysWhatMakesNoSense() {
    RestAnswer refused =
        rest.post(
            LISTENERS,
            extra(port).add("limits", Json.createObjectBuilder().add("errors", 3)).build());
    assertThat(refused.expect(400).json().getString("field")).isEqualTo("limits.errors");
    assertThat(rest.get(EXTRA).status()).isEqualTo(404);
    RestClient nobody = RestClient.anonymous(relay.root());
    assertThat(nobody.get(LISTENERS).status()).isEqualTo(401);
  }

  @Test
  void reportsAPortThatIsTakenAndTakesItWhenItIsFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      JsonObject made = rest.post(LISTENERS, extra(port).build()).expect(201).json();
      assertThat(state(made)).isEqualTo("failed");
      assertThat(made.getJsonObject("status").getString("problem"))
          .contains("127.0.0.1:" + taken.getLocalPort())
          .contains("in use");
      sendsMail(relay.smtpPort());
      assertThat(rest.get("/health/ready").status()).isEqualTo(200);
    }
    awaitState("listening");
    sendsMail(port);
  }

  @Test
  void movesAndGoesOnWithItsSessions() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    int other = FreePorts.next();
    try (SmtpProbe session = SmtpProbe.greeted(port)) {
      rest.put(EXTRA, extra(other).build()).expect(200);
      assertThat(FreePorts.isFree(port)).isTrue();
      sendsMail(other);
      sendsMail(session);
    }
  }

  @Test
  void changesLimitsForSessionsThatBeginLater() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    try (SmtpProbe before = SmtpProbe.greeted(port)) {
      JsonObject seen = rest.get(EXTRA).expect(200).json();
      JsonObjectBuilder changed = Json.createObjectBuilder(seen);
      changed.add(
          "limits",
          Json.createObjectBuilder().add("session", Json.createObjectBuilder().add("errors", 1)));
      rest.put(EXTRA, changed.build()).expect(200);
      try (SmtpProbe later = SmtpProbe.greeted(port)) {
        later.command("ONE", 500);
        later.command("TWO", 500);
        later.expect(421);
      }
      for (int i = 0; i < 5; i++) {
        before.command("WHAT", 500);
      }
    }
  }

  @Test
  void pausesAndResumes() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    try (SmtpProbe session = SmtpProbe.greeted(port)) {
      assertThat(state(act("pause"))).isEqualTo("paused");
      assertThat(FreePorts.isFree(port)).isTrue();
      sendsMail(session);
    }
    assertThat(state(act("resume"))).isEqualTo("listening");
    sendsMail(port);
    assertThat(rest.post(LISTENERS + "/nobody/pause", "text/plain", new byte[0]).status())
        .isEqualTo(404);
  }

  @Test
  void drainsWhileATransactionRuns() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    try (SmtpProbe idle = SmtpProbe.greeted(port);
        SmtpProbe busy = SmtpProbe.greeted(port)) {
      busy.command("MAIL FROM:<a@from.test>", 250);
      busy.command("RCPT TO:<b@to.test>", 250);
      assertThat(state(act("drain"))).isEqualTo("draining");
      idle.expect(421);
      assertThat(FreePorts.isFree(port)).isTrue();
      busy.command("DATA", 354);
      busy.send(SmtpProbe.stuffed(SampleMail.dots("drained")));
      busy.expect(250);
      busy.expect(421);
    }
    awaitState("paused");
    assertThat(state(act("resume"))).isEqualTo("listening");
    sendsMail(port);
  }

  @Test
  void listsSessionsAndEndsThem() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    try (SmtpProbe one = SmtpProbe.greeted(port);
        SmtpProbe two = SmtpProbe.greeted(port)) {
      two.command("MAIL FROM:<a@from.test>", 250);
      String sessions = "/api/v1/sessions?listener=extra";
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> items(rest.get(sessions)).get(1).getString("state").equals("mail"));
      List<JsonObject> all = items(rest.get(sessions));
      assertThat(all).extracting(session -> session.getString("helo")).containsOnly("probe.test");
      assertThat(all.get(0).getString("remote")).startsWith("127.0.0.1:");
      assertThat(all.get(0).getInt("octetsIn")).isPositive();
      JsonObject first = rest.get(sessions + "&limit=1").expect(200).json();
      assertThat(items(rest.get(sessions + "&after=" + first.getString("next"))))
          .extracting(session -> session.getString("id"))
          .containsExactly(all.get(1).getString("id"));
      String id = all.get(0).getString("id");
      rest.delete("/api/v1/sessions/" + id).expect(204);
      one.expect(421);
      Awaitility.await().atMost(PATIENCE).until(() -> items(rest.get(sessions)).size() == 1);
      assertThat(rest.delete("/api/v1/sessions/" + id).status()).isEqualTo(404);
      two.command("RSET", 250);
    }
  }

  @Test
  void deletesAndGivesThePortBack() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    try (SmtpProbe session = SmtpProbe.greeted(port)) {
      rest.delete(EXTRA).expect(204);
      assertThat(FreePorts.isFree(port)).isTrue();
      session.expect(421);
    }
  }

  @Test
  void showsCertificates() {
    List<JsonObject> all = items(rest.get("/api/v1/certificates"));
    assertThat(all).hasSize(1);
    assertThat(all.get(0).getBoolean("selfSigned")).isTrue();
    RestAnswer reloaded = rest.post("/api/v1/certificates/reload", "text/plain", new byte[0]);
    assertThat(items(reloaded)).isEqualTo(all);
  }

  // What answers is the relay that this test has started.
  @SuppressWarnings("BanJNDI")
  @Test
  void isCountedAndManaged() throws IOException, JMException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    sendsMail(port);
    String metrics = rest.get("/metrics").expect(200).text();
    assertThat(metrics.lines())
        .contains(
            "waypost_listener_up{listener=\"extra\"} 1.0",
            "waypost_listener_messages_accepted_total{listener=\"extra\"} 1.0")
        .anyMatch(line -> line.startsWith("waypost_smtp_memory_limit_bytes "));
    ObjectName name = new ObjectName("org.waypost:type=Listener,name=extra");
    JMXServiceURL agent = LocalManagement.of(relay.pid());
    try (JMXConnector connector = JMXConnectorFactory.connect(agent)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      assertThat(server.getAttribute(name, "State")).isEqualTo("LISTENING");
      assertThat(server.getAttribute(name, "Address")).isEqualTo("127.0.0.1:" + port);
      assertThat(server.getAttribute(name, "MessagesAccepted")).isEqualTo(1L);
      server.invoke(name, "pause", null, null);
      assertThat(state(rest.get(EXTRA).json())).isEqualTo("paused");
      server.invoke(name, "resume", null, null);
      sendsMail(port);
      rest.delete(EXTRA).expect(204);
      assertThat(server.isRegistered(name)).isFalse();
    }
  }

  @Test
  void isKeptOverARestart() throws IOException {
    rest.post(LISTENERS, extra(port).build()).expect(201);
    rest.post(LISTENERS + "/submission/pause", "text/plain", new byte[0]).expect(200);
    JsonObject before = rest.get(EXTRA).json();
    relay.stop();
    assertThat(FreePorts.isFree(port)).isTrue();
    relay = relay.launch().start();
    rest = relay.rest();
    sendsMail(port);
    JsonObject after = rest.get(EXTRA).expect(200).json();
    assertThat(after.getJsonObject("limits")).isEqualTo(before.getJsonObject("limits"));
    assertThat(after.getString("changedAt")).isEqualTo(before.getString("changedAt"));
    assertThat(state(rest.get(LISTENERS + "/submission").json())).isEqualTo("paused");
    assertThat(relay.output().toString()).doesNotContain("submission 127");
    rest.post(LISTENERS + "/submission/resume", "text/plain", new byte[0]).expect(200);
  }

  private static String setting(String listener) {
    return relay.launch().setting("WAYPOST_" + listener + "_PORT");
  }

  private static JsonObjectBuilder extra(int port) {
    return Json.createObjectBuilder().add("name", "extra").add("role", "relay").add("port", port);
  }

  private static JsonObject act(String action) {
    return rest.post(EXTRA + "/" + action, "text/plain", new byte[0]).expect(200).json();
  }

  private static void awaitState(String state) {
    Awaitility.await(state)
        .atMost(PATIENCE)
        .until(() -> state(rest.get(EXTRA).expect(200).json()).equals(state));
  }

  private static String state(JsonObject listener) {
    return listener.getJsonObject("status").getString("state");
  }

  private static JsonObject figures(RestAnswer listener) {
    return listener.expect(200).json().getJsonObject("status").getJsonObject("figures");
  }

  private static List<JsonObject> items(RestAnswer answer) {
    return answer.expect(200).json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static void sendsMail(int to) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(to)) {
      sendsMail(client);
    }
  }

  private static void sendsMail(SmtpProbe client) throws IOException {
    byte[] content = "Subject: listener\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
    SmtpReply reply = client.mail("a@from.test", List.of("b@to.test"), content);
    assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
  }
}
