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
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.waypost.smtp.SmtpServer;

/**
 * A connection as the container's pool holds it (Jakarta Connectors 2.1, 6.5.4). Any number of
 * handles share it; each says when it is closed, and cleaning up closes them all.
 */
final class SmtpManagedConnection implements ManagedConnection {

  private final SmtpServer server;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<SmtpConnection> handles = ConcurrentHashMap.newKeySet();
  private volatile PrintWriter logWriter;

  SmtpManagedConnection(SmtpServer server) {
    this.server = server;
  }

  /** Whether it leads to the server that the adapter has a lease on now. */
  boolean isOf(SmtpResourceAdapter adapter) {
    try {
      return adapter != null && adapter.server() == server;
    } catch (ResourceException e) {
      return false;
    }
  }

  SmtpServer server() {
    return server;
  }

  @Override
  public Object getConnection(Subject subject, ConnectionRequestInfo request) {
    SmtpConnection handle = new SmtpConnection(this);
    handles.add(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connection) throws ResourceException {
    if (!(connection instanceof SmtpConnection handle)) {
      throw new ResourceException("Not a connection of this adapter: " + connection);
    }
    handle.moveTo(this);
  }

  void join(SmtpConnection handle) {
    handles.add(handle);
  }

  void leave(SmtpConnection handle) {
    handles.remove(handle);
  }

  /** The application has closed a handle. */
  void closed(SmtpConnection handle) {
    leave(handle);
    ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
    event.setConnectionHandle(handle);
    listeners.forEach(listener -> listener.connectionClosed(event));
  }

  @Override
  public void cleanup() {
    handles.forEach(SmtpConnection::invalidate);
    handles.clear();
  }

  @Override
  public void destroy() {
    cleanup();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    throw new NotSupportedException("A connection to the SMTP server has no transaction");
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw new NotSupportedException("A connection to the SMTP server has no transaction");
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new SmtpConnectionMetaData();
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }
}
