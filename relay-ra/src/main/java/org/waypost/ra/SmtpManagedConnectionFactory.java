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

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;

/** Makes the container's connections to the SMTP server (Jakarta Connectors 2.1, 6.5.2). */
public final class SmtpManagedConnectionFactory
    implements ManagedConnectionFactory, ResourceAdapterAssociation {

  private static final long serialVersionUID = 1L;

  private transient SmtpResourceAdapter adapter;
  private transient PrintWriter logWriter;

  @Override
  public Object createConnectionFactory(ConnectionManager container) {
    return new SmtpConnectionFactory(this, container);
  }

  @Override
  public Object createConnectionFactory() {
    return createConnectionFactory(new UnmanagedConnections());
  }

  @Override
  public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
      throws ResourceException {
    if (adapter == null) {
      throw new ResourceException("The connection factory has no resource adapter");
    }
    return new SmtpManagedConnection(adapter.server());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public ManagedConnection matchManagedConnections(
      Set candidates, Subject subject, ConnectionRequestInfo request) {
    for (Object candidate : candidates) {
      if (candidate instanceof SmtpManagedConnection managed && managed.isOf(adapter)) {
        return managed;
      }
    }
    return null;
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  /** Called once by the container (5.3.4). */
  @Override
  public void setResourceAdapter(ResourceAdapter associated) throws ResourceException {
    if (!(associated instanceof SmtpResourceAdapter smtp)) {
      throw new ResourceException("Not the SMTP resource adapter: " + associated);
    }
    if (adapter != null && adapter != smtp) {
      throw new jakarta.resource.spi.IllegalStateException("The resource adapter is set already");
    }
    adapter = smtp;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Those of one adapter are the same, as there is nothing else to tell them apart. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SmtpManagedConnectionFactory factory && factory.adapter == adapter;
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(adapter);
  }
}
