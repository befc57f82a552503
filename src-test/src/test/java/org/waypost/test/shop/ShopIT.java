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
package org.waypost.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.test.relay.TraceClient.PATIENCE;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestAnswer;
import org.waypost.test.rest.RestClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.smtp.SmtpProbe;

/**
 * The shop beside Waypost: its order and its mail are one transaction, it hears what becomes of the
 * mail, and gets mail.
 */
class ShopIT {

  @TempDir static Path folder;
  private static MailSink sink;
  private static WaypostProcess relay;
  private static RestClient shop;

  @BeforeAll
  static void start() {
    sink = MailSink.start();
    relay =
        WaypostLaunch.on(folder.resolve("data"))
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_SMARTHOST", sink.address())
            .with("WAYPOST_APPLICATIONS", System.getProperty("shop.war"))
            .start();
    shop = RestClient.anonymous(relay.root());
    Awaitility.await("the shop is open")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> shop.get("/shop/api/orders").status() == 200);
  }

  @AfterAll
  static void stop() {
    relay.close();
    sink.close();
  }

  @Test
  void theOrderAndItsMailAreOneTransaction() {
    RestAnswer soldOut = order("carla@mailbox.test", "sold-out lamp");
    RestAnswer placed = order("maria@mailbox.test", "Tea");

    assertThat(soldOut.status()).as(soldOut.text()).isEqualTo(409);
    long number = placed.expect(201).json().getInt("number");
    // Later than the mail that must not come: the queue keeps the order.
    sink.await(mail -> mail.recipients().contains("maria@mailbox.test"), PATIENCE);
    assertThat(sink.received()).noneMatch(mail -> mail.recipients().contains("carla@mailbox.test"));
    assertThat(orders())
        .extracting(order -> order.getString("customer"))
        .contains("maria@mailbox.test")
        .doesNotContain("carla@mailbox.test");
    Awaitility.await("the shop hears of the delivery")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                orders().stream()
                    .filter(order -> order.getInt("number") == number)
                    .anyMatch(order -> order.getString("mail").equals("delivered: 250")));
  }

  @Test
  void mailBecomesATicket() throws IOException {
    relay
        .rest()
        .post(
            "/api/v1/routes",
            json(
                "{'name': 'tickets', 'match': {'recipientDomain': 'help.shop.test'},"
                    + " 'target': {'type': 'jms', 'queue': 'shop.tickets', 'parsed': true}}"))
        .expect(201);
    byte[] mail =
        "From: maria@mailbox.test\r\nSubject: =?utf-8?Q?K=C3=A4nnchen?=\r\n\r\nWhere is it?\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      client.mail("maria@mailbox.test", List.of("desk@help.shop.test"), mail);
    }

    Awaitility.await("a ticket")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> array("/shop/api/tickets").size() == 1);
    JsonObject ticket = array("/shop/api/tickets").getJsonObject(0);
    assertThat(ticket.getString("sender")).isEqualTo("maria@mailbox.test");
    assertThat(ticket.getString("subject")).isEqualTo("K\u00e4nnchen");
    assertThat(ticket.getString("text")).isEqualToIgnoringNewLines("Where is it?");
  }

  private static RestAnswer order(String customer, String item) {
    return shop.post(
        "/shop/api/orders",
        Json.createObjectBuilder().add("customer", customer).add("item", item).build());
  }

  private static List<JsonObject> orders() {
    return array("/shop/api/orders").getValuesAs(JsonObject.class);
  }

  private static JsonArray array(String path) {
    return Json.createReader(new StringReader(shop.get(path).expect(200).text())).readArray();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
