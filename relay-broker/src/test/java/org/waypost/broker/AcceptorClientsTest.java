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

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.broker.ClientRight;
import org.waypost.api.broker.ClientSignIn;
import org.waypost.api.broker.ClientSignIns;

/** Applications at the acceptor, with the usual client of Artemis. */
@Timeout(180)
final class AcceptorClientsTest {

  private static final Queue SUBMIT = ActiveMQDestination.createQueue("waypost.submit");
  private static final Topic EVENTS = ActiveMQDestination.createTopic("waypost.events");

  @TempDir Path folder;
  private final Map<String, Set<ClientRight>> users = new ConcurrentHashMap<>();

  private Optional<ClientSignIn.Client> signIn(String name, String password, String address) {
    assertThat(address).isEqualTo("127.0.0.1");
    return password.equals("secret of " + name) && users.containsKey(name)
        ? Optional.of(new ClientSignIn.Client(name, users.get(name)))
        : Optional.empty();
  }

  private static JMSContext connect(ActiveMQConnectionFactory factory, String user) {
    return factory.createContext(user, "secret of " + user);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void everyoneMayWhatTheirRightsAllow() throws Exception {
    users.put("shop", EnumSet.of(ClientRight.SUBMIT));
    users.put("watch", EnumSet.of(ClientRight.EVENTS));
    users.put("other", EnumSet.of(ClientRight.EVENTS));
    users.put("desk", EnumSet.of(ClientRight.RECEIVE));
    int port = freePort();
    try (BrokerLease lease =
            EmbeddedBroker.lease(
                Client.settings(folder, "WAYPOST_JMS_ACCEPTOR", "127.0.0.1:" + port));
        Client inside = new Client(lease);
        ActiveMQConnectionFactory remote =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)) {
      // Before the relay is up, nobody comes in.
      assertThatThrownBy(() -> connect(remote, "shop"))
          .isInstanceOf(JMSSecurityRuntimeException.class);
      ClientSignIns.of(folder).open(this::signIn);
      assertThatThrownBy(() -> remote.createContext("shop", "guess"))
          .isInstanceOf(JMSSecurityRuntimeException.class);
      assertThatThrownBy(() -> remote.createContext("jms", "secret of jms"))
          .isInstanceOf(JMSSecurityRuntimeException.class);

      submits(remote, inside);
      subscribes(remote);
      receives(remote, inside);
      ClientSignIns.of(folder).close();
    }
  }

  private static void submits(ActiveMQConnectionFactory remote, Client inside) throws Exception {
    try (JMSContext shop = connect(remote, "shop")) {
      TemporaryQueue answers = shop.createTemporaryQueue();
      shop.createProducer()
          .setJMSReplyTo(answers)
          .setProperty("JMSXUserID", "admin")
          .send(SUBMIT, "mail");
      try (JMSContext here = inside.context()) {
        var message = here.createConsumer(SUBMIT).receive(10_000);
        assertThat(message.getBody(String.class)).isEqualTo("mail");
        assertThat(message.getStringProperty("JMSXUserID")).isEqualTo("shop");
        here.createProducer().send(message.getJMSReplyTo(), "answer");
      }
      assertThat(shop.createConsumer(answers).receiveBody(String.class, 10_000))
          .isEqualTo("answer");
      for (String name : new String[] {"waypost.outbound", "waypost.submit.rejected", "orders"}) {
        Queue queue = ActiveMQDestination.createQueue(name);
        refused(() -> shop.createProducer().send(queue, "no"));
        refused(() -> shop.createConsumer(queue));
      }
      refused(() -> shop.createProducer().send(SUBMIT, "x".repeat(17 * 1024 * 1024)));
      shop.createProducer().send(SUBMIT, "x".repeat(7 * 1024 * 1024));
      refused(() -> shop.createConsumer(SUBMIT));
      refused(() -> shop.createBrowser(SUBMIT).getEnumeration());
      refused(() -> shop.createConsumer(EVENTS));
    }
  }

  private static void subscribes(ActiveMQConnectionFactory remote) {
    try (JMSContext watch = connect(remote, "watch")) {
      watch.setClientID("watch");
      watch.createDurableConsumer(EVENTS, "all").close();
      refused(() -> watch.createProducer().send(SUBMIT, "no"));
      refused(() -> watch.createProducer().send(EVENTS, "no"));
    }
    try (JMSContext other = connect(remote, "other")) {
      refused(
          () -> other.createConsumer(ActiveMQDestination.createQueue("waypost.events::watch.all")));
    }
    try (JMSContext other = connect(remote, "other")) {
      other.setClientID("watch");
      refused(() -> other.createDurableConsumer(EVENTS, "all"));
      refused(() -> other.unsubscribe("all"));
    }
    try (JMSContext watch = connect(remote, "watch")) {
      watch.setClientID("watch");
      try (JMSConsumer again = watch.createDurableConsumer(EVENTS, "all")) {
        assertThat(again).isNotNull();
      }
      watch.unsubscribe("all");
    }
  }

  private static void receives(ActiveMQConnectionFactory remote, Client inside) {
    Queue tickets = ActiveMQDestination.createQueue("tickets");
    try (JMSContext here = inside.context()) {
      here.createProducer().send(tickets, "ticket");
    }
    try (JMSContext desk = connect(remote, "desk")) {
      assertThat(desk.createConsumer(tickets).receiveBody(String.class, 10_000))
          .isEqualTo("ticket");
      refused(() -> desk.createProducer().send(tickets, "no"));
      for (String name :
          new String[] {"#", "waypost.#", "waypost.outbound", "x::waypost.outbound"}) {
        refused(() -> desk.createConsumer(ActiveMQDestination.createQueue(name)));
      }
    }
  }

  private static void refused(ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOfAny(JMSRuntimeException.class, JMSException.class);
  }

  @Test
  void theAcceptorSpeaksTlsWithTheCertificateOfTheFolder() throws Exception {
    users.put("shop", EnumSet.of(ClientRight.SUBMIT));
    Path tls = Files.createDirectories(folder.resolve("tls"));
    Path store = tls.resolve("mail.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    int port = freePort();
    try (BrokerLease lease =
            EmbeddedBroker.lease(
                Client.settings(
                    folder,
                    "WAYPOST_JMS_ACCEPTOR",
                    "127.0.0.1:" + port,
                    "WAYPOST_JMS_CERTIFICATE",
                    "mail",
                    "WAYPOST_TLS_PASSWORD",
                    "changeit"));
        ActiveMQConnectionFactory secure =
            new ActiveMQConnectionFactory(
                "tcp://localhost:"
                    + port
                    + "?sslEnabled=true&trustStoreType=PKCS12&trustStorePassword=changeit"
                    + "&trustStorePath="
                    + store);
        ActiveMQConnectionFactory plain =
            new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + port + "?initialConnectAttempts=1&callTimeout=2000")) {
      assertThat(lease.serverId()).isPositive();
      ClientSignIns.of(folder).open(this::signIn);
      try (JMSContext shop = connect(secure, "shop")) {
        shop.createProducer().send(SUBMIT, "mail");
      }
      assertThatThrownBy(() -> connect(plain, "shop")).isInstanceOf(JMSRuntimeException.class);
      ClientSignIns.of(folder).close();
    }
  }
}
