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
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAResource;
import org.waypost.api.settings.Settings;
import org.waypost.api.settings.SettingsException;
import org.waypost.smtp.SmtpServer;

/**
 * The SMTP server as the container sees it. An instance owns nothing but its lease on the server of
 * the data folder and the activation of the one endpoint that the server serves.
 */
public final class SmtpResourceAdapter implements ResourceAdapter, Serializable {

  private static final long serialVersionUID = 1L;

  private record Key(MessageEndpointFactory factory, ActivationSpec spec) {}

  private final transient Map<Key, Activation> activations = new HashMap<>();
  private transient BootstrapContext container;
  private transient ServerLease lease;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    container = context;
    try {
      lease = SharedServer.lease(Settings.ofProcess());
    } catch (SettingsException | IOException e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    List<Activation> left;
    synchronized (activations) {
      left = new ArrayList<>(activations.values());
      activations.clear();
    }
    left.forEach(Activation::close);
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /**
   * Has the server serve the endpoint and returns; clients are greeted once the endpoint is ready.
   * A declared listener whose address cannot be bound is tried again now and then.
   *
   * @throws ResourceException when the specification makes no sense, the spool folder cannot be
   *     used, or the server serves another endpoint
   */
  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof SmtpActivationSpec smtp)) {
      throw new NotSupportedException("Not an activation of an SMTP endpoint: " + spec);
    }
    smtp.validate();
    EndpointPlan plan;
    try {
      plan = EndpointPlan.of(smtp, Settings.ofProcess());
    } catch (SettingsException e) {
      throw new ResourceException(e.getMessage(), e);
    }
    Activation activation = Activation.start(plan, server(), factory, container);
    synchronized (activations) {
      activations.put(new Key(factory, spec), activation);
    }
  }

  /** Closes the listeners in order; returns when they are closed. */
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

  /**
   * The server of the data folder.
   *
   * @throws ResourceException when the adapter is not started
   */
  SmtpServer server() throws ResourceException {
    ServerLease held = lease;
    if (held == null) {
      throw new ResourceException("The SMTP resource adapter is not started");
    }
    return held.server();
  }
}
