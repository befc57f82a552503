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
import jakarta.resource.spi.ManagedConnectionFactory;
import javax.naming.Reference;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.api.listener.SmtpServerConnectionFactory;

/** What the application looks up; asks the container for its connections. */
public final class SmtpConnectionFactory implements SmtpServerConnectionFactory {

  private static final long serialVersionUID = 1L;

  private final ManagedConnectionFactory factory;
  private final ConnectionManager container;
  private transient Reference reference;

  SmtpConnectionFactory(ManagedConnectionFactory factory, ConnectionManager container) {
    this.factory = factory;
    this.container = container;
  }

  @Override
  public SmtpServerConnection getConnection() throws ResourceException {
    return (SmtpServerConnection) container.allocateConnection(factory, null);
  }

  @Override
  public void setReference(Reference value) {
    reference = value;
  }

  @Override
  public Reference getReference() {
    return reference;
  }
}
