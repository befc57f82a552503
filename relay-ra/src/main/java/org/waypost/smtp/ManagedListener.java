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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.smtp.session.ListenerTally;

/**
 * A listener of the server's table: its definition, its socket while it has one, and why it has
 * none. What calls it holds the server's lock.
 */
final class ManagedListener {

  private static final Logger LOG = System.getLogger(ManagedListener.class.getName());

  private final Transport transport;
  private final ListenerTally tally;
  private final ListenerSessions sessions;
  private ListenerDefinition definition;
  private InetSocketAddress address;
  private SmtpListener socket;

  /** What the socket was asked to bind, which a port 0 leaves open. */
  private InetSocketAddress asked;

  private boolean open;
  private boolean draining;
  private String problem = "";

  ManagedListener(Transport transport, ListenerTally tally) {
    this.transport = transport;
    this.tally = tally;
    this.sessions = new ListenerSessions(transport);
  }

  ListenerDefinition definition() {
    return definition;
  }

  InetSocketAddress address() {
    return address;
  }

  ListenerTally tally() {
    return tally;
  }

  ListenerSessions sessions() {
    return sessions;
  }

  /** Does as it is told from now on. */
  void define(ListenerDefinition next, InetSocketAddress where) {
    definition = next;
    address = where;
    if (next.paused()) {
      unbind();
      problem = "";
    } else {
      draining = false;
      bindWhereTold();
    }
  }

  /** Takes no more connections, and lets the sessions end. */
  void drain() {
    draining = true;
    define(definition.withPaused(true), address);
    sessions.drain();
  }

  /** Takes connections once it is bound. */
  void open() {
    open = true;
    if (socket != null) {
      socket.open();
      LOG.log(Level.INFO, "Listener {0} accepts mail on {1}", definition.name(), bound());
    }
  }

  /** Whether it does not listen where it was told to. */
  boolean hasProblem() {
    return !problem.isEmpty();
  }

  /** Tries again to bind what could not be bound. */
  void retry() {
    if (hasProblem() && !definition.paused()) {
      bindWhereTold();
    }
  }

  /** Gives the address back. */
  void unbind() {
    if (socket != null) {
      InetSocketAddress former = bound();
      socket.close();
      socket = null;
      asked = null;
      LOG.log(Level.INFO, "Listener {0} has left {1}", definition.name(), former);
    }
  }

  ListenerStatus status() {
    return new ListenerStatus(
        definition,
        state(),
        socket == null ? address : bound(),
        problem,
        tally.counters().figures());
  }

  private ListenerStatus.State state() {
    if (definition.paused()) {
      return draining && sessions.size() > 0
          ? ListenerStatus.State.DRAINING
          : ListenerStatus.State.PAUSED;
    }
    if (socket == null) {
      return ListenerStatus.State.FAILED;
    }
    return open ? ListenerStatus.State.LISTENING : ListenerStatus.State.STARTING;
  }

  private InetSocketAddress bound() {
    return (InetSocketAddress) socket.address();
  }

  private void bindWhereTold() {
    if (socket != null && address.equals(asked)) {
      problem = "";
      return;
    }
    if (socket != null && isInTheWay()) {
      unbind();
    }
    try {
      SmtpListener next = SmtpListener.bind(address, sessions, transport);
      unbind();
      socket = next;
      asked = address;
      problem = "";
      LOG.log(Level.INFO, "Listener {0} is bound to {1}", definition.name(), bound());
      if (open) {
        open();
      }
    } catch (BindFailedException e) {
      report(e);
    }
  }

  /** A wildcard address and another one cannot both have a port. */
  private boolean isInTheWay() {
    InetSocketAddress held = bound();
    return held.getPort() == address.getPort()
        && (held.getAddress().isAnyLocalAddress() || address.getAddress().isAnyLocalAddress());
  }

  private void report(BindFailedException failure) {
    String text =
        socket == null
            ? failure.getMessage()
            : failure.getMessage() + "; it still listens where it did";
    // A port that stays taken is told once.
    if (!text.equals(problem)) {
      LOG.log(Level.WARNING, "Listener {0}: {1}", definition.name(), text);
    }
    problem = text;
  }
}
