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

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.waypost.api.event.EventSubscriptions;
import org.waypost.api.net.HostPort;

/** The configuration of the embedded broker: durable, bounded in memory, closed to the network. */
final class BrokerConfiguration {

  /** The queues, which exist from the start; no other comes into being by a send to it. */
  static final List<String> QUEUES =
      List.of(
          "waypost.outbound",
          "waypost.outbound.malformed",
          "waypost.submit",
          "waypost.submit.rejected");

  /** Percentage of the disk above which the broker takes no more messages. */
  static final int MAX_DISK_USAGE = 95;

  private static final int MIB = 1024 * 1024;
  // What waits beyond a share of the heap waits on disk.
  private static final long GLOBAL_BYTES = Runtime.getRuntime().maxMemory() / 6;
  private static final long ADDRESS_BYTES = Runtime.getRuntime().maxMemory() / 8;
  // The time a commit waits for company: long enough to share a sync, far below a network delay.
  private static final int GROUP_COMMIT_NANOS = 100_000;

  private final Configuration configuration = new ConfigurationImpl();

  BrokerConfiguration(Path folder, int serverId) throws Exception {
    journal(folder);
    configuration
        .setName("waypost")
        .setPersistenceEnabled(true)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setMaxDiskUsage(MAX_DISK_USAGE)
        .setDiskScanPeriod(1000)
        .setGlobalMaxSize(GLOBAL_BYTES)
        .setGracefulShutdownEnabled(false)
        .setResolveProtocols(false)
        .addAcceptorConfiguration(
            new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of("serverId", serverId), "in-vm"))
        .addAddressSetting("#", ofApplications())
        .addAddressSetting("waypost.#", addressSettings());
    for (String queue : QUEUES) {
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(queue)
              .addRoutingType(RoutingType.ANYCAST)
              .addQueueConfiguration(
                  QueueConfiguration.of(queue)
                      .setRoutingType(RoutingType.ANYCAST)
                      .setDurable(true)));
    }
    EventTopic.add(configuration, addressSettings(), EventSubscriptions.of(folder));
  }

  /**
   * Opens a port for other relay nodes and for applications, which sign in; only the broker's own
   * protocol is spoken.
   *
   * @param protocols of TLS that are offered
   */
  void acceptRemote(
      HostPort address, Optional<AcceptorCertificate> certificate, List<String> protocols)
      throws Exception {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("host", address.host());
    parameters.put("port", address.port());
    parameters.put("protocols", "CORE");
    if (certificate.isPresent()) {
      parameters.put("sslEnabled", true);
      parameters.put("keyStorePath", certificate.get().file().toString());
      parameters.put("keyStorePassword", certificate.get().password());
      parameters.put("keyStoreType", "PKCS12");
      parameters.put("enabledProtocols", String.join(",", protocols));
    }
    configuration.registerBrokerPlugin(new OwnQueues());
    configuration
        .setSecurityEnabled(true)
        // The same user and password mean trust within the process and nothing over the network.
        .setAuthenticationCacheSize(0)
        .setAuthorizationCacheSize(0)
        .setPopulateValidatedUser(true)
        // A well-known default otherwise, which would open the broker to anybody.
        .setClusterPassword(UUID.randomUUID().toString() + UUID.randomUUID())
        .addAcceptorConfiguration(
            new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, "remote"));
  }

  /** Refuses submissions that cannot be read without much memory, from whomever they come. */
  void refuseLargeTexts(long characters) {
    configuration.registerBrokerPlugin(new LargeTexts(characters));
  }

  Configuration build() {
    return configuration;
  }

  private void journal(Path folder) {
    configuration.setBrokerInstance(folder.toFile());
    configuration
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
        .setJournalType(JournalType.NIO)
        .setJournalSyncTransactional(true)
        .setJournalSyncNonTransactional(true)
        .setJournalDatasync(true)
        .setJournalBufferTimeout_NIO(GROUP_COMMIT_NANOS)
        .setJournalFileSize(10 * MIB)
        .setJournalMinFiles(4)
        .setJournalPoolFiles(10);
  }

  /** A queue that a route names is there for the application to read, whoever comes first. */
  private static AddressSettings ofApplications() {
    return addressSettings()
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(true)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST);
  }

  private static AddressSettings addressSettings() {
    return new AddressSettings()
        // A message is tried until it is dealt with: no dead letters, no expiry.
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(1000)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(60_000)
        .setNoExpiry(true)
        // A full address goes to disk, a full disk refuses; nothing is dropped, nobody waits.
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(ADDRESS_BYTES)
        .setPageSizeBytes(4 * MIB)
        .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
        // A send to a name that nobody reads fails; it must not vanish into a queue made for it.
        .setAutoCreateQueues(false)
        .setAutoCreateAddresses(false)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }
}
