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
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
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
import org.waypost.test.smtp.SmtpProbe;

/**
 * Routes, aliases, rewritten senders, and what comes back to them, of a relay that takes no mail
 * from strangers.
 */
class RoutesIT {

  @TempDir static Path data;
  static MailSink last;
  static MailSink partner;
  static WaypostProcess relay;
  static TraceClient trace;

  @BeforeAll
  static void start() {
    last = MailSink.start();
    partner = MailSink.start();
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_SMARTHOST", last.address())
            .with("WAYPOST_RELAY_NETWORKS", "192.0.2.0/24")
            .start();
    trace = new TraceClient(relay.rest());
  }

  @AfterAll
  static void stop() {
    relay.close();
    last.close();
    partner.close();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private static JsonObject make(String what, String text) {
    return relay.rest().post("/api/v1/" + what, json(text)).expect(201).json();
  }

  private static String submit(String from, String to) {
    JsonObject draft =
        json(
            "{'from': '%s', 'to': ['%s'], 'subject': 'By REST', 'text': 'Hello'}"
                .formatted(from, to));
    return relay.rest().post("/api/v1/messages", draft).expect(202).json().getString("id");
  }

  @Test
  void followsARouteAndFailsOverToItsNextHost() {
    make(
        "routes",
        "{'name': 'partner', 'match': {'recipientDomain': '*.partner.test'}, 'target': {'type':"
            + " 'smarthost', 'hosts': [{'host': '127.0.0.1', 'port': "
            + FreePorts.next()
            + "}, {'host': '127.0.0.1', 'port': "
            + partner.port()
            + ", 'priority': 10}]}, 'sender': {'rewrite': 'srs', 'domain': 'relay.test'}}");
    JsonObject explained =
        relay
            .rest()
            .post("/api/v1/routes/explain", json("{'recipient': 'x@mail.partner.test'}"))
            .expect(200)
            .json();
    assertThat(explained.getString("route")).isEqualTo("partner");

    String there = submit("a@from.test", "x@mail.partner.test");
    String elsewhere = submit("a@from.test", "x@partner.test");

    ReceivedMail mail =
        partner.await(m -> m.recipients().contains("x@mail.partner.test"), PATIENCE);
    assertThat(mail.sender()).matches("SRS0=.*=from\\.test=a@relay\\.test");
    trace.await(there, "delivered");
    last.await(m -> m.recipients().contains("x@partner.test"), PATIENCE);
    trace.await(elsewhere, "delivered");
  }

  @Test
  void dropsAndRefuses() {
    make(
        "routes",
        "{'name': 'drop', 'order': 1, 'match': {'sender': '*@drop.test'}, 'target': {'type':"
            + " 'discard'}}");
    make(
        "routes",
        "{'name': 'no', 'order': 1, 'match': {'recipientDomain': 'no.test'}, 'target': {'type':"
            + " 'reject', 'text': 'Not for us'}}");

    trace.await(submit("a@drop.test", "x@dropped.test"), "discarded");
    JsonObject refused = trace.await(submit("a@from.test", "x@no.test"), "bounced");
    assertThat(TraceClient.recipient(refused, "x@no.test").getString("lastReply"))
        .isEqualTo("550 5.7.1 Not for us");
    assertThat(last.received()).noneMatch(m -> m.recipients().contains("x@dropped.test"));
  }

  @Test
  void leavesFromTheAddressesOfItsPool() {
    make("sources", "{'name': 'two', 'address': '127.0.0.2', 'ehlo': 'two.relay.test'}");
    make("sources", "{'name': 'three', 'address': '127.0.0.3', 'ehlo': 'three.relay.test'}");
    make("sources", "{'name': 'gone', 'address': '192.0.2.1'}");
    make("source-pools", "{'name': 'bulk', 'choice': 'first', 'sources': ['gone', 'two']}");
    make(
        "source-pools",
        "{'name': 'shop', 'match': {'senderDomain': 'shop.test'}, 'sources': ['three']}");
    String route =
        "{'name': 'bulk', 'order': 5, 'match': {'recipientDomain': 'bulk.test'}, 'target':"
            + " {'type': 'smarthost', 'hosts': [{'host': '127.0.0.1', 'port': "
            + partner.port()
            + "}]}, 'sourcePool': '%s'}";
    assertThat(
            relay
                .rest()
                .post("/api/v1/routes", json(route.formatted("bluk")))
                .expect(400)
                .json()
                .toString())
        .contains("sourcePool", "bluk");
    make("routes", route.formatted("bulk"));

    String byRoute = submit("a@shop.test", "x@bulk.test");
    String bySender = submit("a@shop.test", "x@pool.test");
    String byNothing = submit("a@from.test", "y@pool.test");

    ReceivedMail two = partner.await(m -> m.recipients().contains("x@bulk.test"), PATIENCE);
    assertThat(two.client()).isEqualTo("127.0.0.2");
    assertThat(two.hello()).isEqualTo("two.relay.test");
    ReceivedMail three = last.await(m -> m.recipients().contains("x@pool.test"), PATIENCE);
    assertThat(three.client()).isEqualTo("127.0.0.3");
    assertThat(three.hello()).isEqualTo("three.relay.test");
    ReceivedMail usual = last.await(m -> m.recipients().contains("y@pool.test"), PATIENCE);
    assertThat(usual.client()).isEqualTo("127.0.0.1");

    assertThat(source(trace.await(byRoute, "delivered"))).isEqualTo("two[127.0.0.2]");
    assertThat(source(trace.await(bySender, "delivered"))).isEqualTo("three[127.0.0.3]");
    assertThat(source(trace.await(byNothing, "delivered"))).isEqualTo("127.0.0.1");
    JsonObject gone = relay.rest().get("/api/v1/sources/gone").expect(200).json();
    assertThat(gone.getJsonObject("status").getString("state")).isEqualTo("unbound");
    JsonObject used = relay.rest().get("/api/v1/sources/two").expect(200).json();
    assertThat(used.getJsonObject("status").getInt("used")).isEqualTo(1);
    relay.rest().delete("/api/v1/source-pools/bulk").expect(409);
    JsonObject explained =
        relay
            .rest()
            .post(
                "/api/v1/routes/explain",
                json("{'recipient': 'x@pool.test', 'sender': 'a@shop.test'}"))
            .expect(200)
            .json();
    assertThat(explained.getJsonArray("recipients").getJsonObject(0).getString("sourcePool"))
        .isEqualTo("shop");
  }

  private static String source(JsonObject message) {
    return message.getJsonArray("attempts").getJsonObject(0).getString("source");
  }

  @Test
  void takesMailForAliasesFromStrangers() throws IOException {
    make("domains", "{'name': 'virtual.test'}");
    make(
        "aliases",
        "{'address': 'all@virtual.test', 'targets': ['one@x.test', 'two@x.test', 'one@x.test']}");

    String id;
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      client.command("MAIL FROM:<stranger@from.test>", 250);
      assertThat(client.command("RCPT TO:<nobody@virtual.test>").code()).isEqualTo(550);
      assertThat(client.command("RCPT TO:<one@x.test>").code()).isEqualTo(550);
      client.command("RSET", 250);
      id =
          TraceClient.id(
              client.mail(
                  "stranger@from.test", List.of("ALL@virtual.test"), SampleMail.dots("alias")));
    }

    last.await(m -> m.recipients().equals(List.of("one@x.test", "two@x.test")), PATIENCE);
    JsonObject message = trace.await(id, "delivered");
    assertThat(TraceClient.recipient(message, "two@x.test").getString("original"))
        .isEqualTo("ALL@virtual.test");
  }

  /** Sends by a route with senders made by VERP; the sender that the next hop saw. */
  private static String sent(String to) {
    submit("a@from.test", to);
    return partner.await(m -> m.recipients().contains(to), PATIENCE).sender();
  }

  private static JsonObject awaitReport(String to) {
    String id = trace.search("to=" + to).get(0).getString("id");
    return Awaitility.await("a report about " + to)
        .atMost(PATIENCE)
        .until(
            () -> trace.get("/api/v1/messages/" + id).json(),
            message -> !message.getJsonArray("reports").isEmpty());
  }

  private static String report(JsonObject message, String member) {
    return message.getJsonArray("reports").getJsonObject(0).getString(member);
  }

  @Test
  void whatComesBackSuppressesItsAddress() throws IOException {
    make(
        "routes",
        "{'name': 'verp', 'order': 1, 'match': {'recipientDomain': 'verp.test'}, 'target': {'type':"
            + " 'smarthost', 'hosts': [{'host': '127.0.0.1', 'port': "
            + partner.port()
            + "}]}, 'sender': {'rewrite': 'verp', 'domain': 'bounces.test'}}");
    make("bounce-rules", "{'name': 'moon', 'category': 'hard', 'text': 'to the moon'}");
    String gone = sent("gone@verp.test");
    String moved = sent("moved@verp.test");
    String angry = sent("angry@verp.test");

    try (SmtpProbe stranger = SmtpProbe.greeted(relay.smtpPort())) {
      stranger.command("MAIL FROM:<>", 250);
      String forged = gone.replaceFirst(".@", gone.contains("a@") ? "b@" : "a@");
      assertThat(stranger.command("RCPT TO:<" + forged + ">").code()).isEqualTo(550);
      stranger.command("RSET", 250);
      TraceClient.id(stranger.mail("", List.of(gone), ComingBack.notification("gone@verp.test")));
      TraceClient.id(
          stranger.mail("", List.of(moved), ComingBack.byQmail("moved@verp.test", "to the moon")));
      TraceClient.id(
          stranger.mail(
              "fbl@far.test", List.of(angry), ComingBack.complaint("angry@verp.test", angry)));
    }

    JsonObject first = awaitReport("gone@verp.test");
    assertThat(TraceClient.recipient(first, "gone@verp.test").getString("state"))
        .isEqualTo("bounced");
    assertThat(report(first, "text")).isEqualTo("550 5.1.1 No such user");
    JsonObject second = awaitReport("moved@verp.test");
    assertThat(TraceClient.recipient(second, "moved@verp.test").getString("category"))
        .isEqualTo("hard");
    JsonObject third = awaitReport("angry@verp.test");
    assertThat(report(third, "kind")).isEqualTo("complaint");
    assertThat(third.getString("state")).isEqualTo("delivered");

    refusesAtTheDoor();
  }

  private static void refusesAtTheDoor() throws IOException {
    JsonObject draft =
        json(
            "{'from': 'a@from.test', 'to': ['gone@verp.test', 'angry@verp.test', 'new@verp.test'],"
                + " 'subject': 'Again', 'text': 'Hello'}");
    JsonObject answer = relay.rest().post("/api/v1/messages", draft).expect(202).json();
    assertThat(answer.getJsonArray("suppressed").toString())
        .contains("gone@verp.test", "angry@verp.test")
        .doesNotContain("new@verp.test");
    JsonObject message = trace.awaitRecipient(answer.getString("id"), "new@verp.test", "delivered");
    assertThat(TraceClient.recipient(message, "gone@verp.test").getString("state"))
        .isEqualTo("suppressed");

    make("users", "{'name': 'app', 'password': 'battery staple', 'roles': ['submitter']}");
    int port = Integer.parseInt(relay.launch().setting("WAYPOST_SUBMISSION_PORT"));
    try (SmtpProbe client = SmtpProbe.greeted(port)) {
      client.startTls();
      byte[] login = "\0app\0battery staple".getBytes(StandardCharsets.UTF_8);
      client.command("AUTH PLAIN " + Base64.getEncoder().encodeToString(login), 235);
      client.command("MAIL FROM:<a@other.test>", 250);
      assertThat(client.command("RCPT TO:<Gone@verp.test>", 550).text())
          .startsWith("5.7.1 The address is on the suppression list since");
      client.command("RCPT TO:<moved@verp.test>", 550);
      // Who complains does so of one sender's domain.
      client.command("RCPT TO:<angry@verp.test>", 250);
      client.command("RSET", 250);
      client.command("MAIL FROM:<b@from.test>", 250);
      client.command("RCPT TO:<angry@verp.test>", 550);
    }
  }
}
