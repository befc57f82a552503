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

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.smtp.SmtpProbe;

/** Kills the relay with events underway: a durable subscriber that is away, and a webhook. */
class EventsIT {

  private static final int MAILS = 40;
  private static final String TOPIC = "waypost.events";
  private static final String SUBSCRIPTION = "shop.orders";

  @TempDir Path data;

  private final List<JsonObject> posted = new CopyOnWriteArrayList<>();

  @Test
  void missesNoEventOverAKill() throws Exception {
    int port = FreePorts.next();
    HttpServer hook = hook();
    try (MailSink sink = MailSink.start()) {
      WaypostProcess relay =
          WaypostLaunch.on(data)
              .with("WAYPOST_MODE", "relay")
              .with("WAYPOST_SMARTHOST", sink.address())
              .with("WAYPOST_JMS_ACCEPTOR", "127.0.0.1:" + port)
              .start();
      send(relay, "nobody.listens");
      sink.await(1, mail -> true, PATIENCE);
      assertThat(Figures.of(relay, "waypost_events_written_total")).isZero();

      subscribe(port);
      makeHook(relay, hook.getAddress().getPort());
      lookOn(relay);
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < MAILS; i++) {
        sent.add(send(relay, "before" + i));
      }
      relay.kill9();
      relay = relay.launch().start();
      for (int i = 0; i < MAILS / 4; i++) {
        sent.add(send(relay, "after" + i));
      }

      EventReader events = EventReader.of("tcp://127.0.0.1:" + port, "jms", password());
      events.readUntilDelivered(SUBSCRIPTION, sent);
      for (String message : sent) {
        // An attempt may be made twice after the kill, but what came of it is told once.
        assertThat(events.of(message))
            .as("events of %s", message)
            .containsExactly("accepted", "delivered");
      }
      Awaitility.await("the webhook has them too")
          .atMost(PATIENCE)
          .until(() -> ofHook("delivered").containsAll(sent));
      assertThat(ofHook("accepted")).containsAll(sent);
      Findings.add(
          "kill -9 with events underway: none of "
              + 2 * sent.size()
              + " missed by a durable subscriber that was away, nor by a webhook");
      relay.close();
    } finally {
      hook.stop(0);
    }
  }

  private static String send(WaypostProcess relay, String name) throws Exception {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return id(client.mail("shop@from.test", List.of(name + "@to.test"), SampleMail.plain(name)));
    }
  }

  private HttpServer hook() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(exchange.getRequestHeaders().getFirst("Waypost-Signature")).startsWith("t=");
          posted.addAll(
              Json.createReader(new StringReader(body)).readArray().getValuesAs(JsonObject.class));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Set<String> ofHook(String type) {
    Set<String> messages = new LinkedHashSet<>();
    for (JsonObject event : posted) {
      if (event.getString("event").equals(type)) {
        messages.add(event.getString("message"));
      }
    }
    return messages;
  }

  private static void makeHook(WaypostProcess relay, int port) {
    relay
        .rest()
        .post(
            "/api/v1/webhooks",
            Json.createObjectBuilder()
                .add("name", "shop")
                .add("url", "http://127.0.0.1:" + port + "/events")
                .add("allowPrivate", true)
                .add("batch", 10)
                .add("secret", "a-secret-of-the-shop")
                .build())
        .expect(201);
    JsonObject test =
        relay
            .rest()
            .post("/api/v1/webhooks/shop/test", Json.createObjectBuilder().build())
            .expect(200)
            .json();
    assertThat(test.getBoolean("taken")).isTrue();
  }

  /** Looks on, and sends mail until it sees what becomes of it. */
  private static void lookOn(WaypostProcess relay) throws Exception {
    assertThat(RestClient.anonymous(relay.root()).get("/api/v1/events").status()).isEqualTo(401);
    String credentials = "admin:" + WaypostLaunch.PASSWORD;
    HttpRequest request =
        HttpRequest.newBuilder(relay.root().resolve("/api/v1/events"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (String line = reader.readLine(); !line.equals("event: mail"); line = reader.readLine()) {
        assertThat(System.nanoTime()).as("an event is shown").isLessThan(end);
        if (line.equals("event: stats")) {
          send(relay, "live");
        }
      }
    }
  }

  private void subscribe(int port) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session = session(factory)) {
      session.createQueue(
          QueueConfiguration.of(SUBSCRIPTION)
              .setAddress(TOPIC)
              .setRoutingType(RoutingType.MULTICAST)
              .setDurable(true));
    }
  }

  private ClientSession session(ClientSessionFactory factory) throws Exception {
    return factory.createSession("jms", password(), false, true, true, false, 0);
  }

  private String password() throws Exception {
    return Files.readString(data.resolve("jms.password")).strip();
  }
}
