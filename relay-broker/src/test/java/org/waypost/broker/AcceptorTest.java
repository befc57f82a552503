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

import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityRuntimeException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class AcceptorTest {

  @TempDir Path folder;

  @Test
  void letsInOverTheNetworkOnlyWhoHasThePassword() throws Exception {
    int port = freePort();
    try (BrokerLease lease =
            EmbeddedBroker.lease(
                Client.settings(folder, "WAYPOST_JMS_ACCEPTOR", "127.0.0.1:" + port));
        Client inside = new Client(lease);
        ActiveMQConnectionFactory remote =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)) {
      // First, so that a verdict cached for "no user" would open the door.
      inside.send("from inside");
      assertThatThrownBy(remote::createContext).isInstanceOf(JMSSecurityRuntimeException.class);
      refused(remote, "jms", "guess");
      refused(remote, "admin", "");
      refused(remote, "ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!");

      Path file = folder.resolve("jms.password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      try (JMSContext context = remote.createContext("jms", Files.readString(file))) {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(Client.QUEUE))) {
          assertThat(consumer.receiveBody(String.class, 10_000)).isEqualTo("from inside");
        }
        context.createProducer().send(context.createQueue(Client.QUEUE), "from outside");
        assertThat(inside.receive()).isEqualTo("from outside");
        var unknown = ActiveMQDestination.createQueue("waypost.nothing");
        assertThatThrownBy(() -> context.createProducer().send(unknown, "no"))
            .isInstanceOf(InvalidDestinationRuntimeException.class);
        var management = ActiveMQDestination.createQueue("activemq.management");
        assertThatThrownBy(() -> context.createProducer().send(management, "no"))
            .isInstanceOf(RuntimeException.class);
      }
    }
  }

  /** Payara names an empty user for every connection of a pool. */
  @Test
  void signsInWithTheStandardUserWhereNobodyIsNamed() throws Exception {
    int port = freePort();
    try (BrokerLease lease =
            EmbeddedBroker.lease(
                Client.settings(folder, "WAYPOST_JMS_ACCEPTOR", "127.0.0.1:" + port));
        Client inside = new Client(lease);
        ActiveMQConnectionFactory plain = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        ActiveMQConnectionFactory signedIn =
            new SignedInConnectionFactory(
                plain, "jms", Files.readString(folder.resolve("jms.password")))) {
      inside.send("from inside");
      refused(plain, "", "");
      for (String nobody : new String[] {"", null}) {
        try (var connection = signedIn.createXAConnection(nobody, nobody)) {
          assertThat(connection.createXASession()).isNotNull();
        }
      }
      refused(signedIn, "jms", "guess");
    }
  }

  private static void refused(ActiveMQConnectionFactory factory, String user, String password) {
    assertThatThrownBy(() -> factory.createContext(user, password))
        .isInstanceOf(JMSSecurityRuntimeException.class);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
