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
package org.waypost.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Topic;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.event.EventSubscriptions;

@Timeout(120)
final class EventTopicTest {

  @TempDir Path folder;

  private EventSubscriptions subscriptions() {
    return EventSubscriptions.of(folder);
  }

  @Test
  void aSubscriptionIsReportedBeforeItsMakerKnowsIt() throws Exception {
    assertThat(subscriptions().mayListen()).as("nobody knows").isTrue();
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      assertThat(subscriptions().mayListen()).isFalse();
      try (JMSContext context = client.context("away")) {
        Topic topic = context.createTopic(EventTopic.NAME);
        context.createConsumer(topic).close();
        assertThat(subscriptions().mayListen()).as("a consumer that is gone").isFalse();
        try (var consumer = context.createConsumer(topic)) {
          assertThat(consumer).isNotNull();
          assertThat(subscriptions().mayListen()).isTrue();
        }
        context.createDurableConsumer(topic, "shop").close();
        assertThat(subscriptions().mayListen()).as("one that is away").isTrue();
        context.unsubscribe("shop");
        assertThat(subscriptions().mayListen()).isFalse();
      }
    }
    assertThat(subscriptions().mayListen()).as("the broker is gone").isTrue();
  }

  @Test
  void durableOnesAreKnownAfterAStartOfTheBroker() throws Exception {
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      subscribe(client);
      ActiveMQServer server = EmbeddedBroker.running(folder).server();
      server.stop();
      assertThat(subscriptions().mayListen()).isTrue();
      while (!server.isActive()) {
        assertThat(subscriptions().mayListen()).isTrue();
        Thread.sleep(20);
      }
      assertThat(subscriptions().mayListen()).isTrue();
    }
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      assertThat(subscriptions().mayListen()).isTrue();
      try (JMSContext context = client.context("away")) {
        context.unsubscribe("shop");
      }
      assertThat(subscriptions().mayListen()).isFalse();
    }
  }

  @Test
  void whatNobodyReadsDoesNotFillTheDisk() throws Exception {
    Configuration configuration = new BrokerConfiguration(folder, 4_999).build();
    configuration.setGlobalMaxSize(256 * 1024);
    configuration
        .getAddressSettings()
        .get(EventTopic.NAME)
        .setMaxSizeBytes(64 * 1024)
        .setPageSizeBytes(64 * 1024)
        .setPageLimitBytes(1L << 20);
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setPropertiesResourcePath(null);
    broker.setConfiguration(configuration);
    broker.start();
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://4999");
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      context.setClientID("away");
      Topic topic = context.createTopic(EventTopic.NAME);
      context.createDurableConsumer(topic, "forgotten").close();
      String event = "x".repeat(10_000);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  context.createProducer().send(topic, event);
                  context.commit();
                }
              })
          .isInstanceOf(JMSRuntimeException.class);
    } finally {
      broker.stop();
    }
  }

  private static void subscribe(Client client) {
    try (JMSContext context = client.context("away")) {
      context.createDurableConsumer(context.createTopic(EventTopic.NAME), "shop").close();
    }
  }
}
