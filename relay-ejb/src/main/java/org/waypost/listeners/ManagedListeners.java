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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.ServerFigures;
import org.waypost.api.listener.SessionStatus;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.api.listener.SmtpServerConnectionFactory;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The listeners in the database, applied to the SMTP server of this node. */
public final class ManagedListeners implements Listeners, AutoCloseable {

  private static final Logger LOG = System.getLogger(ManagedListeners.class.getName());

  private final ListenerTable table;
  private final ServerAccess server;
  // What the server was told last; guarded by this.
  private final Map<String, ListenerTable.Stamp> applied = new HashMap<>();

  // What the server could not be told, so that it is logged once; guarded by this.
  private final Map<String, ListenerTable.Stamp> refused = new HashMap<>();
  private boolean closed;

  /** Over this database and that server. */
  public ManagedListeners(
      Database database,
      Ledger ledger,
      ListenerFormat format,
      SmtpServerConnectionFactory factory) {
    this.table = new ListenerTable(database, ledger, format);
    this.server = new ServerAccess(factory);
  }

  /**
   * Makes the listeners of the first start, and applies what is in the database; what the server
   * has besides goes.
   *
   * @param limits of the listeners of the first start
   * @throws IllegalStateException when there are some, and the server takes none of them
   */
  public void start(ListenerLimits limits) {
    table.seed(
        List.of(
            ListenerDefinition.of("relay", ListenerRole.RELAY, 0).withLimits(limits),
            ListenerDefinition.of("submission", ListenerRole.SUBMISSION, 0).withLimits(limits),
            ListenerDefinition.of("submissions", ListenerRole.SUBMISSIONS, 0).withLimits(limits)));
    synchronized (this) {
      applied.clear();
      for (ListenerStatus status : statuses()) {
        String name = status.definition().name();
        applied.put(name, new ListenerTable.Stamp(name, 0, 0));
      }
    }
    sync();
    requireOne();
  }

  /** A node that takes no mail though it should must not pass for one that has started. */
  private synchronized void requireOne() {
    if (applied.isEmpty() && !refused.isEmpty()) {
      throw new IllegalStateException("The SMTP server takes none of the listeners");
    }
  }

  /**
   * Applies what has changed in the database, and again what the server has lost: a container may
   * stop the endpoint, and with it all listeners, and start it anew. Called every 2 seconds.
   */
  public synchronized void sync() {
    if (closed) {
      return;
    }
    applied.keySet().retainAll(namesOfServer());
    List<ListenerTable.Stamp> stamps = table.stamps();
    Set<String> gone = new HashSet<>(applied.keySet());
    for (ListenerTable.Stamp stamp : stamps) {
      gone.remove(stamp.name());
      if (!stamp.equals(applied.get(stamp.name()))) {
        apply(stamp);
      } else {
        refused.remove(stamp.name());
      }
    }
    for (String name : gone) {
      server.ask(connection -> connection.remove(name));
      applied.remove(name);
      refused.remove(name);
      LOG.log(Level.INFO, "Listener {0} is deleted", name);
    }
  }

  /** Takes no more mail: removes every listener from the server, whose sessions end in order. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      for (String name : namesOfServer()) {
        server.ask(connection -> connection.remove(name));
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "The SMTP server has ended before its listeners were removed", e);
    }
  }

  private Set<String> namesOfServer() {
    return statuses().stream()
        .map(status -> status.definition().name())
        .collect(Collectors.toSet());
  }

  private void apply(ListenerTable.Stamp stamp) {
    try {
      table.find(stamp.name()).ifPresent(this::apply);
    } catch (InvalidMemberException e) {
      // Written by a newer version, perhaps. Told once; the others are applied.
      applied.put(stamp.name(), stamp);
      LOG.log(
          Level.ERROR,
          "Listener {0} in the database is not understood: {1}: {2}",
          stamp.name(),
          e.member(),
          e.getMessage());
    } catch (RuntimeException e) {
      // Tried again with the next look; whatever is wrong with it, the others are applied.
      if (!stamp.equals(refused.put(stamp.name(), stamp))) {
        LOG.log(Level.ERROR, "Listener " + stamp.name() + " could not be applied", e);
      }
    }
  }

  private void apply(ListenerTable.Row row) {
    String name = row.definition().name();
    ListenerStatus status =
        server.ask(
            connection -> {
              ListenerStatus done = connection.apply(row.definition());
              return row.draining() ? connection.drain(name).orElse(done) : done;
            });
    applied.put(name, row.stamp());
    LOG.log(Level.INFO, "Listener {0} is {1}", name, status.state());
  }

  @Override
  public Page<Listener> list(PageRequest page) {
    Map<String, ListenerStatus> statuses =
        statuses().stream().collect(Collectors.toMap(s -> s.definition().name(), s -> s));
    List<Listener> listeners =
        table.rows(page.offset(), page.size()).stream()
            .map(row -> listener(row, Optional.ofNullable(statuses.get(row.definition().name()))))
            .toList();
    return new Page<>(listeners, page, table.count());
  }

  @Override
  public Optional<Listener> find(String name) {
    return table
        .find(name)
        .map(
            row ->
                listener(
                    row,
                    statuses().stream()
                        .filter(status -> status.definition().name().equals(name))
                        .findFirst()));
  }

  @Override
  public Optional<Listener> create(ListenerDefinition definition) {
    requireRoom();
    boolean made = table.insert(definition);
    sync();
    return made ? find(definition.name()) : Optional.empty();
  }

  @Override
  public Listener replace(ListenerDefinition definition) {
    if (!table.exists(definition.name())) {
      requireRoom();
    }
    table.put(definition);
    sync();
    return find(definition.name())
        .orElseThrow(() -> new IllegalStateException("Deleted by somebody else meanwhile"));
  }

  @Override
  public boolean delete(String name) {
    boolean deleted = table.delete(name);
    sync();
    return deleted;
  }

  @Override
  public Optional<Listener> pause(String name) {
    return pause(name, true, false);
  }

  @Override
  public Optional<Listener> resume(String name) {
    return pause(name, false, false);
  }

  @Override
  public Optional<Listener> drain(String name) {
    return pause(name, true, true);
  }

  private Optional<Listener> pause(String name, boolean paused, boolean draining) {
    boolean found = table.pause(name, paused, draining);
    sync();
    return found ? find(name) : Optional.empty();
  }

  private void requireRoom() {
    if (table.count() >= ListenerTable.MOST) {
      throw new InvalidMemberException("name", "there are " + ListenerTable.MOST + " already");
    }
  }

  @Override
  public List<ListenerStatus> statuses() {
    return server.ask(SmtpServerConnection::listeners);
  }

  @Override
  public ServerFigures figures() {
    return server.ask(SmtpServerConnection::figures);
  }

  @Override
  public List<SessionStatus> sessions(String listener, String after, int limit) {
    return server.ask(connection -> connection.sessions(listener, after, limit));
  }

  @Override
  public boolean endSession(String id) {
    return server.ask(connection -> connection.endSession(id));
  }

  @Override
  public List<CertificateStatus> certificates() {
    return server.ask(SmtpServerConnection::certificates);
  }

  @Override
  public List<CertificateStatus> reloadCertificates() {
    return server.ask(SmtpServerConnection::reloadCertificates);
  }

  private static Listener listener(ListenerTable.Row row, Optional<ListenerStatus> status) {
    return new Listener(row.definition(), row.changedAt(), status);
  }
}
