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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.ServerFigures;
import org.waypost.api.listener.SessionStatus;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.smtp.SmtpServer;

/** The handle of an application on a connection. */
final class SmtpConnection implements SmtpServerConnection {

  private final AtomicReference<SmtpManagedConnection> managed;

  SmtpConnection(SmtpManagedConnection managed) {
    this.managed = new AtomicReference<>(managed);
  }

  /** The container gives it another connection (Jakarta Connectors 2.1, 6.5.4.2). */
  void moveTo(SmtpManagedConnection other) {
    SmtpManagedConnection former = managed.getAndSet(other);
    if (former != null) {
      former.leave(this);
    }
    other.join(this);
  }

  /** The container has taken the connection away. */
  void invalidate() {
    managed.set(null);
  }

  @Override
  public void close() {
    SmtpManagedConnection held = managed.getAndSet(null);
    if (held != null) {
      held.closed(this);
    }
  }

  @Override
  public ListenerStatus apply(ListenerDefinition definition) {
    return server().apply(definition);
  }

  @Override
  public boolean remove(String name) {
    return server().remove(name);
  }

  @Override
  public Optional<ListenerStatus> drain(String name) {
    return server().drain(name);
  }

  @Override
  public Optional<ListenerStatus> pause(String name) {
    return server().pause(name);
  }

  @Override
  public Optional<ListenerStatus> resume(String name) {
    return server().resume(name);
  }

  @Override
  public List<ListenerStatus> listeners() {
    return server().listeners();
  }

  @Override
  public List<SessionStatus> sessions(String listener, String after, int limit) {
    return server().sessions(listener, after, limit);
  }

  @Override
  public boolean endSession(String id) {
    return server().endSession(id);
  }

  @Override
  public ServerFigures figures() {
    return server().figures();
  }

  @Override
  public List<CertificateStatus> certificates() {
    return server().certificates();
  }

  @Override
  public List<CertificateStatus> reloadCertificates() {
    return server().reloadCertificates();
  }

  private SmtpServer server() {
    SmtpManagedConnection held = managed.get();
    if (held == null) {
      throw new IllegalStateException("The connection to the SMTP server is closed");
    }
    return held.server();
  }
}
