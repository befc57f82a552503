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
package org.waypost.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAResource;
import org.waypost.api.settings.Settings;
import org.waypost.api.settings.SettingsException;

/** The SMTP server as the container sees it. Any number of endpoints may be activated. */
public final class SmtpResourceAdapter implements ResourceAdapter, Serializable {

  private static final long serialVersionUID = 1L;

  private record Key(MessageEndpointFactory factory, ActivationSpec spec) {}

  private final transient Map<Key, Activation> activations = new HashMap<>();
  private transient BootstrapContext container;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    container = context;
  }

  @Override
  public void stop() {
    List<Activation> left;
    synchronized (activations) {
      left = new ArrayList<>(activations.values());
      activations.clear();
    }
    left.forEach(Activation::close);
  }

  /**
   * Binds the address and returns; clients are greeted once the endpoint is ready.
   *
   * @throws ResourceException when the specification makes no sense, or the address cannot be bound
   */
  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof SmtpActivationSpec smtp)) {
      throw new NotSupportedException("Not an activation of an SMTP endpoint: " + spec);
    }
    smtp.validate();
    ListenerPlan plan;
    try {
      plan = ListenerPlan.of(smtp, Settings.ofProcess());
    } catch (SettingsException e) {
      throw new ResourceException(e.getMessage(), e);
    }
    Activation activation = Activation.start(plan, factory, container);
    synchronized (activations) {
      activations.put(new Key(factory, spec), activation);
    }
  }

  /** Closes the listener in order; returns when it is closed. */
  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    Activation activation;
    synchronized (activations) {
      activation = activations.remove(new Key(factory, spec));
    }
    if (activation != null) {
      activation.close();
    }
  }

  /** None: what the server receives is not in doubt after a crash, as it was not confirmed. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  /** The addresses that are bound. */
  List<SocketAddress> addresses() {
    synchronized (activations) {
      return activations.values().stream().map(Activation::address).toList();
    }
  }
}
