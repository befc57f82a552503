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

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.apache.activemq.artemis.ra.ConnectionFactoryProperties;
import org.waypost.api.settings.Settings;
import org.waypost.api.settings.SettingsException;

/**
 * The Artemis resource adapter, connected to the embedded broker of the data folder, or to {@code
 * WAYPOST_JMS_URL} when that is set.
 *
 * <p>A call to the broker returns or fails within {@link #CALL_TIMEOUT_MILLIS}.
 */
public final class BrokerResourceAdapter extends ActiveMQResourceAdapter {

  /** The longest that a client waits for an answer of the broker. */
  static final long CALL_TIMEOUT_MILLIS = 15_000;

  /**
   * The same for a broker over the network. When it is gone, a send takes three of these: for an
   * answer, for another connection, and for what is left of the transaction.
   */
  static final long REMOTE_CALL_TIMEOUT_MILLIS = 10_000;

  /** Bodies above this size, in octets, are kept as files beside the journal. */
  static final int LARGE_MESSAGE_OCTETS = 256 * 1024;

  private static final long serialVersionUID = 1L;

  private transient BrokerLease lease;

  /** As the container makes it, before it sets what {@code ra.xml} says. */
  public BrokerResourceAdapter() {
    setCallTimeout(CALL_TIMEOUT_MILLIS);
    setCallFailoverTimeout(CALL_TIMEOUT_MILLIS);
    setMinLargeMessageSize(LARGE_MESSAGE_OCTETS);
    setBlockOnDurableSend(true);
    // Without credits: a producer is answered by the broker, never parked in the client.
    setProducerWindowSize(-1);
    // No ObjectMessage is ever deserialized: everything is denied, and nothing allowed.
    setDeserializationDenyList("*");
  }

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      Settings settings = Settings.ofProcess();
      if (settings.jmsUrl().isPresent()) {
        connect(ExternalBroker.parse(settings.jmsUrl().get()));
      } else {
        lease = EmbeddedBroker.lease(settings);
        setConnectorClassName(InVMConnectorFactory.class.getName());
        setConnectionParameters("serverId=" + lease.serverId());
        setReconnectAttempts(0);
      }
    } catch (SettingsException | BrokerException e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    }
    try {
      super.start(context);
    } catch (ResourceAdapterInternalException | RuntimeException e) {
      release();
      throw e;
    }
  }

  @Override
  public void stop() {
    try {
      super.stop();
    } finally {
      release();
    }
  }

  @Override
  public ActiveMQConnectionFactory newConnectionFactory(ConnectionFactoryProperties properties) {
    ActiveMQConnectionFactory made = super.newConnectionFactory(properties);
    return getUserName() == null
        ? made
        : new SignedInConnectionFactory(made, getUserName(), getPassword());
  }

  private void connect(ExternalBroker broker) {
    setCallTimeout(REMOTE_CALL_TIMEOUT_MILLIS);
    setCallFailoverTimeout(REMOTE_CALL_TIMEOUT_MILLIS);
    setConnectorClassName(broker.connectorClassNames());
    setConnectionParameters(broker.connectionParameters());
    setHA(broker.highlyAvailable());
    if (broker.user() != null) {
      setUserName(broker.user());
      setPassword(broker.password());
    }
  }

  private void release() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
