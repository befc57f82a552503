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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.waypost.api.event.EventSubscriptions;

/**
 * The topic of events, and the count of its subscriptions. The relay writes no event while there is
 * none; so a new one is reported before its maker has the broker's answer.
 */
final class EventTopic implements ActiveMQServerPlugin, ActivateCallback {

  /** Name of the topic. */
  static final String NAME = "waypost.events";

  /**
   * What may wait on disk for subscribers that are away. Beyond that the topic refuses, and events
   * wait in the relay: a subscription that nobody reads must not fill the disk that mail needs.
   */
  static final long MOST_OCTETS = 4L << 30;

  private static final Logger LOG = System.getLogger(EventTopic.class.getName());

  private final EventSubscriptions subscriptions;
  // Both guarded by this.
  private ActiveMQServer server;
  private boolean loaded;

  private EventTopic(EventSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /**
   * Adds the topic to a configuration, and reports its subscriptions.
   *
   * @param queues settings as of a queue, which are changed
   */
  static void add(
      Configuration configuration, AddressSettings queues, EventSubscriptions subscriptions) {
    AddressSettings settings =
        queues
            .setPageLimitBytes(MOST_OCTETS)
            .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
            // The resource adapter makes durable subscriptions without saying of which kind.
            .setDefaultAddressRoutingType(RoutingType.MULTICAST)
            .setDefaultQueueRoutingType(RoutingType.MULTICAST);
    configuration
        .addAddressConfiguration(
            new CoreAddressConfiguration().setName(NAME).addRoutingType(RoutingType.MULTICAST))
        .addAddressSetting(NAME, settings)
        .registerBrokerPlugin(new EventTopic(subscriptions));
  }

  @Override
  public synchronized void registered(ActiveMQServer started) {
    server = started;
    server.registerActivateCallback(this);
  }

  @Override
  public synchronized void activationComplete() {
    loaded = true;
    count();
  }

  /** Until the subscriptions are loaded again, there may be some. */
  @Override
  public synchronized void deActivate() {
    loaded = false;
    subscriptions.forget();
  }

  @Override
  public void init(Map<String, String> properties) {
    // Nothing is configured from outside.
  }

  @Override
  public void afterAddBinding(Binding binding) {
    count();
  }

  @Override
  public void afterRemoveBinding(Binding binding, Transaction transaction, boolean deleteData) {
    count();
  }

  private synchronized void count() {
    if (!loaded) {
      return;
    }
    try {
      subscriptions.report(
          server.getPostOffice().getMatchingBindings(SimpleString.of(NAME)).size());
    } catch (Exception e) {
      // Whoever may listen is told.
      subscriptions.forget();
      LOG.log(Level.WARNING, "the subscriptions to " + NAME + " cannot be counted", e);
    }
  }
}
