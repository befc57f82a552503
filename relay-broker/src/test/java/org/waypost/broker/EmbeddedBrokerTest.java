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
import jakarta.jms.JMSRuntimeException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EmbeddedBrokerTest {

  @TempDir Path folder;

  @Test
  void runsUntilTheLastLeaseIsClosed() throws Exception {
    BrokerLease first = EmbeddedBroker.lease(Client.settings(folder));
    BrokerLease second = EmbeddedBroker.lease(Client.settings(folder));
    assertThat(second.serverId()).isEqualTo(first.serverId());
    first.close();
    first.close();
    try (Client client = new Client(second)) {
      client.send("still here");
      assertThat(client.receive()).isEqualTo("still here");
    }
    second.close();
    assertThat(EmbeddedBroker.running(folder)).isNull();
  }

  @Test
  void keepsMessagesOverARestart() throws Exception {
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      client.send("kept");
    }
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      assertThat(client.receive()).isEqualTo("kept");
    }
  }

  @Test
  void comesBackWhenTheServerHasStoppedByItself() throws Exception {
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder))) {
      try (Client client = new Client(lease)) {
        client.send("kept");
      }
      ActiveMQServer server = EmbeddedBroker.running(folder).server();

      server.stop();

      while (!server.isActive()) {
        Thread.sleep(20);
      }
      try (Client client = new Client(lease)) {
        assertThat(client.receive()).isEqualTo("kept");
      }
    }
    assertThat(EmbeddedBroker.running(folder)).isNull();
  }

  @Test
  void keepsMessagesWhenTheProcessIsHalted() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SendAndHalt.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(SendAndHalt.HALTED);
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      assertThat(client.receive()).isEqualTo("committed before the halt");
    }
  }

  @Test
  void opensNoPortByItself() throws Exception {
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder))) {
      assertThat(lease.serverId()).isPositive();
      assertThat(
              EmbeddedBroker.running(folder).server().getRemotingService().getAcceptors().keySet())
          .containsExactly("in-vm");
    }
  }

  @Test
  void refusesToSendWhereNobodyReads() throws Exception {
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      assertThatThrownBy(() -> client.send("waypost.nothing", "lost"))
          .isInstanceOf(InvalidDestinationRuntimeException.class);
      client.send("waypost.outbound.malformed", "kept for somebody to look at");
      assertThat(client.echo("to a temporary queue")).isEqualTo("to a temporary queue");
    }
  }

  @Test
  void makesAFolderThatOnlyItsOwnerCanRead() throws Exception {
    Path made = folder.resolve("made");
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(made))) {
      assertThat(lease.serverId()).isPositive();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void refusesAFolderThatIsInUse() throws Exception {
    try (FileChannel other =
        FileChannel.open(
            folder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(other.lock()).isNotNull();
      assertThatThrownBy(() -> EmbeddedBroker.lease(Client.settings(folder)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void refusesMessagesInsteadOfWaitingWhenTheDiskIsFull() throws Exception {
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      client.send("before");
      var monitor = ((ActiveMQServerImpl) EmbeddedBroker.running(folder).server()).getMonitor();
      monitor.setMaxUsage(0).tick();
      long start = System.nanoTime();
      assertThatThrownBy(() -> client.send("too much")).isInstanceOf(JMSRuntimeException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(client.receive()).isEqualTo("before");
      monitor.setMaxUsage(1).tick();
      client.send("after");
      assertThat(client.receive()).isEqualTo("after");
    }
  }
}
