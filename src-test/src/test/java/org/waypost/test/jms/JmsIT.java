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
package org.waypost.test.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.XAConnection;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.jms.DraftSubmission;
import org.waypost.api.jms.JmsNames;
import org.waypost.api.jms.MailSubmission;
import org.waypost.api.jms.SubmissionReply;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;

/** A remote application with the usual client of Artemis, over TCP. */
class JmsIT {

  private static final String PASSWORD = "battery staple";
  private static final int LOCKING_FAILURES = 5;
  private static final long PATIENCE = 60_000;

  @TempDir static Path data;
  static int port;
  static WaypostProcess relay;

  @BeforeAll
  static void start() {
    port = FreePorts.next();
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_JMS_ACCEPTOR", "127.0.0.1:" + port)
            .with("WAYPOST_SIGN_IN_PAIR_FAILURES", Integer.toString(LOCKING_FAILURES))
            .start();
    user("shop", "submitter");
    user("guessed", "submitter");
    user("watch", "events");
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  private static void user(String name, String role) {
    JsonObject user =
        Json.createObjectBuilder()
            .add("name", name)
            .add("password", PASSWORD)
            .add("roles", Json.createArrayBuilder(List.of(role)))
            .build();
    relay.rest().post("/api/v1/users", user).expect(201);
  }

  private static ActiveMQConnectionFactory broker() {
    return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
  }

  private static SubmissionReply reply(JMSConsumer answers) throws Exception {
    Message message = answers.receive(PATIENCE);
    assertThat(message).as("an answer").isNotNull();
    return SubmissionReply.read(message);
  }

  private static List<String> logged() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(data.resolve("log"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static int total(String query) {
    return relay.rest().get("/api/v1/messages?" + query).expect(200).json().getInt("total");
  }

  @Test
  void aUserSubmitsAndIsAnswered() throws Exception {
    try (ActiveMQConnectionFactory factory = broker();
        JMSContext shop = factory.createContext("Shop", PASSWORD)) {
      TemporaryQueue queue = shop.createTemporaryQueue();
      JMSConsumer answers = shop.createConsumer(queue);
      DraftSubmission draft =
          DraftSubmission.from("a@from.test")
              .to("b@to.test")
              .subject("Over JMS")
              .text("x")
              .tags("jms")
              .metadata("order", "4711")
              .idempotencyKey("once")
              .replyTo(queue);
      draft.send(shop);
      SubmissionReply first = reply(answers);
      draft.send(shop);
      assertThat(reply(answers)).isEqualTo(first);

      JsonObject message =
          new TraceClient(relay.rest()).await(first.id().orElseThrow(), "captured");
      assertThat(message.getString("source")).isEqualToIgnoringCase("jms");
      assertThat(message.getString("user")).isEqualTo("shop");
      assertThat(message.getJsonObject("metadata").getString("order")).isEqualTo("4711");

      MailSubmission.of(
              () -> new ByteArrayInputStream("no mail".getBytes(StandardCharsets.US_ASCII)),
              "a@from.test",
              "nonsense")
          .replyTo(queue)
          .send(shop);
      assertThat(reply(answers).field()).contains("to[0]");
    }
    // REST and JMS share keys.
    JsonObject again =
        Json.createObjectBuilder()
            .add("from", "a@from.test")
            .add("to", "b@to.test")
            .add("text", "x")
            .add("idempotencyKey", "once")
            .build();
    String id =
        org.waypost.test.rest.RestClient.basic(relay.root(), "shop", PASSWORD)
            .post("/api/v1/messages", again)
            .expect(202)
            .json()
            .getString("id");
    assertThat(new TraceClient(relay.rest()).await(id, "captured").getString("subject"))
        .isEqualTo("Over JMS");
    try (ActiveMQConnectionFactory factory = broker();
        JMSContext admin = factory.createContext("admin", WaypostLaunch.PASSWORD)) {
      Message rejected =
          admin.createConsumer(admin.createQueue(JmsNames.REJECTED)).receive(PATIENCE);
      assertThat(rejected.getBody(byte[].class))
          .isEqualTo("no mail".getBytes(StandardCharsets.US_ASCII));
      assertThat(rejected.getStringProperty(JmsNames.ERROR)).isNotBlank();
    }
  }

  @Test
  void everyoneMayWhatTheirRoleSays() throws IOException {
    try (ActiveMQConnectionFactory factory = broker()) {
      assertThatThrownBy(() -> factory.createContext("shop", "wrong password"))
          .isInstanceOf(JMSSecurityRuntimeException.class);
      assertThat(logged())
          .anyMatch(line -> line.contains("sign-in refused") && line.contains("account shop"));
      try (JMSContext watch = factory.createContext("watch", PASSWORD)) {
        watch.createConsumer(watch.createTopic(JmsNames.EVENTS));
        assertThatThrownBy(
                () -> watch.createProducer().send(watch.createQueue(JmsNames.SUBMIT), "no"))
            .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> watch.createConsumer(watch.createQueue("waypost.outbound")))
            .isInstanceOf(JMSRuntimeException.class);
      }
    }
  }

  @Test
  void failuresLockAsEverywhere() {
    try (ActiveMQConnectionFactory factory = broker()) {
      for (int i = 0; i < LOCKING_FAILURES; i++) {
        assertThatThrownBy(() -> factory.createContext("guessed", "wrong password"))
            .isInstanceOf(JMSSecurityRuntimeException.class);
      }
      assertThatThrownBy(() -> factory.createContext("guessed", PASSWORD))
          .isInstanceOf(JMSSecurityRuntimeException.class);
    }
    assertThat(relay.rest().get("/api/v1/locks").expect(200).json().getJsonArray("items"))
        .anyMatch(lock -> lock.asJsonObject().getString("account", "").equals("guessed"));
  }

  @Test
  void mailAndRowAreOneTransactionOfARemoteApplication(@TempDir Path shop) throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:" + shop.resolve("shop"));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (id varchar(20) primary key)");
    }
    try (ActiveMQXAConnectionFactory factory =
            new ActiveMQXAConnectionFactory("tcp://127.0.0.1:" + port);
        XAConnection broker = factory.createXAConnection("shop", PASSWORD)) {
      TwoResources both = new TwoResources(database, broker);
      both.order("rolled-back", false);
      both.order("committed", true);
    }
    Awaitility.await("the mail of what was committed")
        .atMost(Duration.ofMillis(PATIENCE))
        .until(() -> total("from=committed@shop.test"), found -> found == 1);
    assertThat(total("from=rolled-back@shop.test")).isZero();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select id from orders")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("committed");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aCrashLosesNothingAndTakesNothingTwice(@TempDir Path own) throws Exception {
    int submissions = 300;
    int acceptor = FreePorts.next();
    WaypostProcess victim =
        WaypostLaunch.on(own).with("WAYPOST_JMS_ACCEPTOR", "127.0.0.1:" + acceptor).start();
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + acceptor);
        JMSContext admin =
            factory.createContext("admin", WaypostLaunch.PASSWORD, JMSContext.SESSION_TRANSACTED)) {
      for (int i = 0; i < submissions; i++) {
        DraftSubmission.from("a@from.test").to("b@to.test").subject("n" + i).text("x").send(admin);
      }
      admin.commit();
    }
    var before = victim.rest();
    Awaitility.await("some are taken")
        .atMost(Duration.ofMillis(PATIENCE))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> before.get("/api/v1/messages?from=a@from.test").json().getInt("total") >= 20);
    victim.kill9();
    victim = victim.launch().start();
    try {
      var rest = victim.rest();
      Awaitility.await("all are captured")
          .atMost(Duration.ofMillis(2 * PATIENCE))
          .until(
              () ->
                  rest.get("/api/v1/messages?from=a@from.test&state=captured")
                          .expect(200)
                          .json()
                          .getInt("total")
                      >= submissions);
      assertThat(rest.get("/api/v1/messages?from=a@from.test").json().getInt("total"))
          .isEqualTo(submissions);
    } finally {
      victim.close();
    }
  }
}
