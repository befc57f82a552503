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
package org.waypost.listeners;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.naming.Reference;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerFigures;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.ServerFigures;
import org.waypost.api.listener.SessionStatus;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.api.listener.SmtpServerConnectionFactory;

/** A server that has a table of listeners and no socket; it remembers what it was told. */
final class TableServer implements SmtpServerConnectionFactory, SmtpServerConnection {

  private static final long serialVersionUID = 1L;

  final transient List<String> told = new ArrayList<>();

  /** Name of the listener that this server cannot apply; null for none. */
  transient String unable;

  private final transient Map<String, ListenerStatus> table = new TreeMap<>();

  @Override
  public SmtpServerConnection getConnection() {
    return this;
  }

  @Override
  public ListenerStatus apply(ListenerDefinition definition) {
    if (definition.name().equals(unable)) {
      throw new IllegalStateException("This server cannot");
    }
    told.add("apply " + definition.name());
    return put(
        definition,
        definition.paused() ? ListenerStatus.State.PAUSED : ListenerStatus.State.LISTENING);
  }

  private ListenerStatus put(ListenerDefinition definition, ListenerStatus.State state) {
    ListenerStatus status =
        new ListenerStatus(
            definition,
            state,
            new InetSocketAddress("127.0.0.1", definition.port()),
            "",
            ListenerFigures.NONE);
    table.put(definition.name(), status);
    return status;
  }

  @Override
  public boolean remove(String name) {
    told.add("remove " + name);
    return table.remove(name) != null;
  }

  @Override
  public Optional<ListenerStatus> drain(String name) {
    told.add("drain " + name);
    return Optional.ofNullable(table.get(name))
        .map(status -> put(status.definition(), ListenerStatus.State.DRAINING));
  }

  @Override
  public Optional<ListenerStatus> pause(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ListenerStatus> resume(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ListenerStatus> listeners() {
    return List.copyOf(table.values());
  }

  @Override
  public List<SessionStatus> sessions(String listener, String after, int limit) {
    return List.of();
  }

  @Override
  public boolean endSession(String id) {
    return false;
  }

  @Override
  public ServerFigures figures() {
    return new ServerFigures(1, 2, 3);
  }

  @Override
  public List<CertificateStatus> certificates() {
    return List.of();
  }

  @Override
  public List<CertificateStatus> reloadCertificates() {
    return List.of();
  }

  @Override
  public void close() {
    // There is one for all.
  }

  @Override
  public void setReference(Reference reference) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Reference getReference() {
    throw new UnsupportedOperationException();
  }
}
