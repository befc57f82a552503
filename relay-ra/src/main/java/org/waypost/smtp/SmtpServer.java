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
package org.waypost.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.ServerFigures;
import org.waypost.api.listener.SessionStatus;
import org.waypost.smtp.content.ContentStore;
import org.waypost.smtp.content.MemoryBudget;
import org.waypost.smtp.content.SpoolFolder;
import org.waypost.smtp.session.Dialect;
import org.waypost.smtp.session.ListenerContext;
import org.waypost.smtp.session.ListenerTally;
import org.waypost.smtp.session.OpenSessions;
import org.waypost.smtp.session.SmtpApplication;
import org.waypost.smtp.tls.CertificateStore;

/**
 * The SMTP server of a process and data folder: the table of its listeners, and the threads and the
 * memory that they share.
 *
 * <p>Listeners may be added before there is an application; they are bound at once, and greet
 * nobody before {@link #open()}. Safe for any thread, but for event loops, as binding and closing
 * wait for them.
 */
public final class SmtpServer implements AutoCloseable {

  private static final Duration RETRY = Duration.ofSeconds(15);

  /** Sessions that may go on until then, though their listener is gone. */
  private record Ending(ListenerSessions sessions, long deadline) {}

  private final ServerDefaults defaults;
  private final Dialect dialect;
  private final CertificateStore certificates;
  private final ListenerWatch watch;
  private final Transport transport = new Transport("server");
  private final OpenSessions sessions = new OpenSessions();
  // All below is guarded by this.
  private final Map<String, ManagedListener> listeners = new TreeMap<>();
  private final List<Ending> ending = new ArrayList<>();
  private SmtpApplication application;
  private Storage storage = Storage.NONE;
  private ContentStore store;
  private boolean open;
  private boolean retrying;

  /**
   * A server without a listener.
   *
   * @param certificates of all listeners; closed with the server
   * @param watch hears of every listener that comes or goes
   */
  public SmtpServer(
      ServerDefaults defaults,
      Dialect dialect,
      CertificateStore certificates,
      ListenerWatch watch) {
    this.defaults = defaults;
    this.dialect = dialect;
    this.certificates = certificates;
    this.watch = watch;
  }

  /**
   * Serves an application from now on; its clients are greeted after {@link #open()}.
   *
   * @param storage where content is kept on its way to the application
   * @throws IOException when the spool folder cannot be used
   * @throws IllegalStateException when there is an application already
   */
  public synchronized void serve(SmtpApplication served, Storage storage) throws IOException {
    if (application != null) {
      throw new IllegalStateException("The SMTP server serves another endpoint");
    }
    SpoolFolder folder = new SpoolFolder(storage.folder(), "server");
    folder.prepare();
    store =
        new ContentStore(
            new MemoryBudget(storage.memory()), folder, transport.disk(), storage.threshold());
    this.storage = storage;
    application = served;
    for (ManagedListener listener : listeners.values()) {
      listener.sessions().use(context(listener.definition(), listener.tally()));
    }
  }

  /** The application is ready: clients are greeted. */
  public synchronized void open() {
    open = application != null;
    if (open) {
      listeners.values().forEach(ManagedListener::open);
    }
  }

  /**
   * The application ends: removes all listeners, ends idle sessions with 421, lets transactions
   * finish within the grace period, and ends the rest with 421. Returns when all that is done.
   */
  public void withdraw() {
    List<Ending> left;
    synchronized (this) {
      open = false;
      application = null;
      store = null;
      for (ManagedListener listener : listeners.values()) {
        listener.unbind();
        listener.sessions().drain();
        ending.add(ending(listener));
      }
      listeners.keySet().forEach(watch::removed);
      listeners.clear();
      left = new ArrayList<>(ending);
      ending.clear();
    }
    for (Ending one : left) {
      one.sessions().awaitEnd(Duration.ofNanos(Math.max(0, one.deadline() - System.nanoTime())));
    }
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#apply}. */
  public ListenerStatus apply(ListenerDefinition definition) {
    return apply(definition, defaults.address(definition));
  }

  /**
   * The same, bound where it is said here.
   *
   * @param address port 0 takes any free port
   */
  public synchronized ListenerStatus apply(
      ListenerDefinition definition, InetSocketAddress address) {
    String name = definition.name();
    ManagedListener listener = listeners.get(name);
    if (listener == null) {
      listener = new ManagedListener(transport, ListenerTally.begin(sessions));
      if (open) {
        listener.open();
      }
      define(listener, definition, address);
      listeners.put(name, listener);
      watch.added(this, name);
    } else {
      define(listener, definition, address);
    }
    keepTrying();
    return listener.status();
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#remove}. */
  public synchronized boolean remove(String name) {
    ManagedListener listener = listeners.remove(name);
    if (listener == null) {
      return false;
    }
    listener.unbind();
    listener.sessions().endWithin(listener.definition().limits().time().grace());
    ending.removeIf(former -> former.sessions().size() == 0);
    ending.add(ending(listener));
    watch.removed(name);
    return true;
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#pause}. */
  public synchronized Optional<ListenerStatus> pause(String name) {
    return change(name, listener -> pause(listener, true));
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#resume}. */
  public synchronized Optional<ListenerStatus> resume(String name) {
    return change(name, listener -> pause(listener, false));
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#drain}. */
  public synchronized Optional<ListenerStatus> drain(String name) {
    return change(name, ManagedListener::drain);
  }

  /** All listeners, by name. */
  public synchronized List<ListenerStatus> listeners() {
    return listeners.values().stream().map(ManagedListener::status).toList();
  }

  /** One of them. */
  public synchronized Optional<ListenerStatus> listener(String name) {
    return Optional.ofNullable(listeners.get(name)).map(ManagedListener::status);
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#sessions}. */
  public List<SessionStatus> sessions(String listener, String after, int limit) {
    return sessions.page(listener, after, limit);
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#endSession}. */
  public boolean endSession(String id) {
    return sessions.end(id);
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#certificates}. */
  public List<CertificateStatus> certificates() {
    return certificates.status();
  }

  /** See {@link org.waypost.api.listener.SmtpServerConnection#reloadCertificates}. */
  public List<CertificateStatus> reloadCertificates() {
    return certificates.reload();
  }

  /** Memory and sessions, all listeners together. */
  public synchronized ServerFigures figures() {
    return new ServerFigures(
        store == null ? 0 : store.memory().used(), storage.memory(), sessions.size());
  }

  /** Runs what does not block, on an event loop. */
  public ScheduledExecutorService timer() {
    return transport.loops();
  }

  /** Withdraws the application, and ends the threads. Returns when they have ended. */
  @Override
  public void close() {
    withdraw();
    transport.close();
    certificates.close();
  }

  private Optional<ListenerStatus> change(String name, Consumer<ManagedListener> how) {
    ManagedListener listener = listeners.get(name);
    if (listener == null) {
      return Optional.empty();
    }
    how.accept(listener);
    keepTrying();
    return Optional.of(listener.status());
  }

  private void pause(ManagedListener listener, boolean paused) {
    define(listener, listener.definition().withPaused(paused), listener.address());
  }

  private void define(
      ManagedListener listener, ListenerDefinition definition, InetSocketAddress address) {
    if (application != null) {
      listener.sessions().use(context(definition, listener.tally()));
    }
    listener.define(definition, address);
  }

  private ListenerContext context(ListenerDefinition definition, ListenerTally tally) {
    return new ListenerContext(
        defaults.settings(definition),
        dialect,
        application.within(definition.limits().time().call()),
        store,
        tally,
        certificates);
  }

  private void keepTrying() {
    if (!retrying && listeners.values().stream().anyMatch(ManagedListener::hasProblem)) {
      retrying = true;
      // Binding waits for an event loop, and must not happen on one.
      var unused =
          timer()
              .schedule(
                  () -> transport.disk().execute(this::retry),
                  RETRY.toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void retry() {
    retrying = false;
    listeners.values().forEach(ManagedListener::retry);
    keepTrying();
  }

  private static Ending ending(ManagedListener listener) {
    Duration grace = listener.definition().limits().time().grace();
    return new Ending(listener.sessions(), System.nanoTime() + grace.toNanos());
  }
}
