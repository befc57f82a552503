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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.api.listener.SmtpServerConnectionFactory;
import org.waypost.api.smtp.ListenerRole;

/** The outbound side, as a container uses it (Jakarta Connectors 2.1, 6). */
class SmtpConnectionTest {

  @TempDir private Path folder;

  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final SmtpManagedConnectionFactory factory = new SmtpManagedConnectionFactory();
  private final Pool pool = new Pool();

  @BeforeEach
  void start() throws ResourceException {
    System.setProperty("waypost.data", folder.toString());
    adapter.start(null);
    factory.setResourceAdapter(adapter);
  }

  @AfterEach
  void stop() {
    adapter.stop();
    System.clearProperty("waypost.data");
  }

  @Test
  void anApplicationManagesListenersThroughIt() throws ResourceException {
    SmtpServerConnectionFactory found =
        (SmtpServerConnectionFactory) factory.createConnectionFactory();
    ListenerDefinition definition =
        ListenerDefinition.of("a", ListenerRole.RELAY, 0).withPaused(true);
    try (SmtpServerConnection connection = found.getConnection()) {
      assertThat(connection.apply(definition).state()).isEqualTo(ListenerStatus.State.PAUSED);
    }
    try (SmtpServerConnection other = found.getConnection()) {
      assertThat(other.listeners())
          .extracting(ListenerStatus::definition)
          .containsExactly(definition);
      assertThat(other.certificates()).hasSize(1);
      assertThat(other.figures().sessions()).isZero();
      assertThat(other.remove("a")).isTrue();
    }
  }

  @Test
  void tellsThePoolWhenAHandleIsClosed() throws ResourceException {
    ManagedConnection managed = factory.createManagedConnection(null, null);
    managed.addConnectionEventListener(pool);
    SmtpServerConnection handle = (SmtpServerConnection) managed.getConnection(null, null);
    handle.close();
    handle.close();
    assertThat(pool.closed).containsExactly(handle);
    assertThatThrownBy(handle::listeners).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cleaningUpEndsTheHandlesAndNotTheConnection() throws ResourceException {
    ManagedConnection managed = factory.createManagedConnection(null, null);
    SmtpServerConnection handle = (SmtpServerConnection) managed.getConnection(null, null);
    managed.cleanup();
    assertThatThrownBy(handle::listeners).isInstanceOf(IllegalStateException.class);
    SmtpServerConnection next = (SmtpServerConnection) managed.getConnection(null, null);
    assertThat(next.listeners()).isEmpty();
  }

  @Test
  void aHandleCanBeMovedToAnotherConnection() throws ResourceException {
    ManagedConnection one = factory.createManagedConnection(null, null);
    ManagedConnection two = factory.createManagedConnection(null, null);
    two.addConnectionEventListener(pool);
    SmtpServerConnection handle = (SmtpServerConnection) one.getConnection(null, null);
    two.associateConnection(handle);
    one.destroy();
    assertThat(handle.listeners()).isEmpty();
    handle.close();
    assertThat(pool.closed).containsExactly(handle);
  }

  @Test
  void matchesConnectionsToTheServerThatRuns() throws ResourceException {
    ManagedConnection managed = factory.createManagedConnection(null, null);
    assertThat(factory.matchManagedConnections(Set.of("x", managed), null, null)).isSameAs(managed);
    adapter.stop();
    adapter.start(null);
    assertThat(factory.matchManagedConnections(Set.of(managed), null, null)).isNull();
  }

  @Test
  void factoriesOfOneAdapterAreEqual() throws ResourceException {
    SmtpManagedConnectionFactory same = new SmtpManagedConnectionFactory();
    assertThat(same).isNotEqualTo(factory);
    same.setResourceAdapter(adapter);
    assertThat(same).isEqualTo(factory).hasSameHashCodeAs(factory);
    assertThatThrownBy(() -> same.setResourceAdapter(new SmtpResourceAdapter()))
        .isInstanceOf(ResourceException.class);
  }

  @Test
  void hasNoTransaction() throws ResourceException {
    ManagedConnection managed = factory.createManagedConnection(null, null);
    assertThatThrownBy(managed::getXAResource).isInstanceOf(NotSupportedException.class);
    assertThatThrownBy(managed::getLocalTransaction).isInstanceOf(NotSupportedException.class);
    assertThat(managed.getMetaData().getEISProductName()).isEqualTo("Waypost SMTP");
  }

  @Test
  void saysWhenThereIsNoServer() {
    adapter.stop();
    assertThatThrownBy(() -> factory.createManagedConnection(null, null))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("not started");
    assertThatThrownBy(() -> new SmtpManagedConnectionFactory().createManagedConnection(null, null))
        .isInstanceOf(ResourceException.class);
  }

  /** Remembers the handles that were closed. */
  private static final class Pool implements ConnectionEventListener {
    final List<Object> closed = new ArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
      closed.add(event.getConnectionHandle());
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      throw new AssertionError(event);
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
      throw new AssertionError(event);
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
      throw new AssertionError(event);
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
      throw new AssertionError(event);
    }
  }
}
