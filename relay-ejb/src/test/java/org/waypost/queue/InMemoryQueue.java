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
package org.waypost.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A real broker in this process, which keeps nothing on disk. */
public final class InMemoryQueue implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger(1000);

  private final EmbeddedActiveMQ broker;
  private final ActiveMQConnectionFactory factory;

  private InMemoryQueue(EmbeddedActiveMQ broker, ActiveMQConnectionFactory factory) {
    this.broker = broker;
    this.factory = factory;
  }

  /** Starts it. */
  public static InMemoryQueue start() throws Exception {
    String url = "vm://" + NUMBER.incrementAndGet();
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setPersistenceEnabled(false).setSecurityEnabled(false);
    configuration.addAcceptorConfiguration("vm", url);
    configuration.addQueueConfiguration(
        QueueConfiguration.of(OutboundQueue.NAME).setRoutingType(RoutingType.ANYCAST));
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.start();
    return new InMemoryQueue(broker, new ActiveMQConnectionFactory(url));
  }

  /** Makes connections to it. */
  public ConnectionFactory factory() {
    return factory;
  }

  /** A connection that acknowledges what it receives. */
  public JMSContext connect() {
    return factory.createContext();
  }

  /** The next messages, so many. */
  public static List<Message> receive(JMSContext context, int count) {
    List<Message> messages = new ArrayList<>();
    try (var consumer = context.createConsumer(context.createQueue(OutboundQueue.NAME))) {
      for (int i = 0; i < count; i++) {
        Message message = consumer.receive(10_000);
        if (message == null) {
          throw new AssertionError("Only " + i + " messages in the queue");
        }
        messages.add(message);
      }
    }
    return messages;
  }

  @Override
  public void close() {
    factory.close();
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The broker does not stop", e);
    }
  }
}
