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

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.waypost.api.settings.Settings;

/** A JMS client inside the process, and the settings of a broker to talk to. */
final class Client implements AutoCloseable {

  static final String QUEUE = "waypost.outbound";

  private final ActiveMQConnectionFactory factory;

  Client(BrokerLease lease) {
    factory =
        ActiveMQJMSClient.createConnectionFactoryWithoutHA(
            JMSFactoryType.CF,
            new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of("serverId", lease.serverId())));
    factory.setProducerWindowSize(-1);
    factory.setCallTimeout(BrokerResourceAdapter.CALL_TIMEOUT_MILLIS);
  }

  static Settings settings(Object folder, String... more) {
    return new Settings(
        name -> {
          for (int i = 0; i < more.length; i += 2) {
            if (more[i].equals(name)) {
              return more[i + 1];
            }
          }
          return name.equals("WAYPOST_DATA") ? folder.toString() : null;
        });
  }

  /** A context that acknowledges what it receives. */
  JMSContext context() {
    return factory.createContext();
  }

  /** A context with a client id, as durable subscriptions need one. */
  JMSContext context(String clientId) {
    JMSContext context = factory.createContext();
    context.setClientID(clientId);
    return context;
  }

  void send(String text) {
    send(QUEUE, text);
  }

  void send(String queue, String text) {
    try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      context.createProducer().send(ActiveMQDestination.createQueue(queue), text);
      context.commit();
    }
  }

  /** Sends to a temporary queue of its own and takes from it. */
  String echo(String text) {
    try (JMSContext context = factory.createContext()) {
      Queue own = context.createTemporaryQueue();
      context.createProducer().send(own, text);
      return context.createConsumer(own).receiveBody(String.class, 10_000);
    }
  }

  /** Takes one message from the queue; null when there is none within ten seconds. */
  String receive() {
    try (JMSContext context = factory.createContext()) {
      return context.createConsumer(context.createQueue(QUEUE)).receiveBody(String.class, 10_000);
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
