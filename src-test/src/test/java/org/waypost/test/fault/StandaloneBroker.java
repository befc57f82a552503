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

import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis as a process of its own, as docs/deploy.md asks for it: on a folder and a port, until
 * it is told to end (SIGTERM), or killed.
 */
final class StandaloneBroker {

  static final String READY = "broker is up";

  /** A durable subscription to the topic of events, of an application that is away. */
  static final String SUBSCRIPTION = "events.of.test";

  private StandaloneBroker() {}

  /** Takes the folder and the port. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setName("standalone")
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setJournalType(JournalType.NIO)
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        // The disk is the test machine's; how full it is does not matter here.
        .setMaxDiskUsage(-1)
        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + arguments[1])
        .addAddressSetting(
            "#", new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(1_000));
    for (String queue :
        List.of(
            "waypost.outbound",
            "waypost.outbound.malformed",
            "waypost.submit",
            "waypost.submit.rejected")) {
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(queue)
              .addRoutingType(RoutingType.ANYCAST)
              .addQueueConfiguration(
                  QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST)));
    }
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName("waypost.events")
            .addRoutingType(RoutingType.MULTICAST)
            .addQueueConfiguration(
                QueueConfiguration.of(SUBSCRIPTION).setRoutingType(RoutingType.MULTICAST)));
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setPropertiesResourcePath(null);
    broker.setConfiguration(configuration);
    broker.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
    System.out.println(READY);
    Thread.currentThread().join();
  }

  private static void stop(EmbeddedActiveMQ broker) {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The broker does not stop", e);
    }
  }
}
