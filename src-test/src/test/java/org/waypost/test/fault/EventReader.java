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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** Reads the events of a subscription; those that it has by their id are passed over. */
final class EventReader {

  private final String url;
  private final String user;
  private final String password;
  private final Set<String> known = new HashSet<>();
  private final Map<String, List<String>> told = new LinkedHashMap<>();

  private EventReader(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  static EventReader of(String url, String user, String password) {
    return new EventReader(url, user, password);
  }

  /** What was told of a message, in order. */
  List<String> of(String message) {
    return told.getOrDefault(message, List.of());
  }

  /** Reads until the delivery of each message is told, or the time is over. */
  void readUntilDelivered(String subscription, List<String> messages) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(url);
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session = factory.createSession(user, password, false, true, true, false, 0);
        ClientConsumer consumer = session.createConsumer(subscription)) {
      session.start();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!isDelivered(messages) && System.nanoTime() < end) {
        ClientMessage message = consumer.receive(1_000);
        if (message != null) {
          take(message);
          message.acknowledge();
        }
      }
    }
  }

  private boolean isDelivered(List<String> messages) {
    return messages.stream().allMatch(each -> of(each).contains("delivered"));
  }

  private void take(ClientMessage message) {
    JsonObject event =
        Json.createReader(
                new StringReader(message.getBodyBuffer().readNullableSimpleString().toString()))
            .readObject();
    String type = message.getStringProperty("waypost_event");
    assertThat(type).isEqualTo(event.getString("event"));
    assertThat(message.getStringProperty("waypost_domain")).isEqualTo(event.getString("domain"));
    if (known.add(event.getString("id"))) {
      told.computeIfAbsent(message.getStringProperty("waypost_id"), it -> new ArrayList<>())
          .add(type);
    }
  }
}
