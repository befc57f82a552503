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
package org.waypost.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.net.HostPort;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.health.Readiness;

/** What the listeners of a node do, all in all. */
record ListenersAtWork(List<ListenerStatus> all) {

  static ListenersAtWork of(List<ListenerStatus> all) {
    return new ListenersAtWork(all);
  }

  /** Those that take connections. */
  List<ListenerStatus> listening() {
    return in(ListenerStatus.State.LISTENING);
  }

  /** Whether one listens, or none is meant to. */
  boolean isEnough() {
    return !listening().isEmpty()
        || (in(ListenerStatus.State.STARTING).isEmpty()
            && in(ListenerStatus.State.FAILED).isEmpty());
  }

  /** Whether none is bound of those that are meant to be. */
  boolean isNoneBound() {
    return !isEnough() && in(ListenerStatus.State.STARTING).isEmpty();
  }

  /** For everybody's eyes: how many, not where. */
  Readiness.Check check() {
    int failed = in(ListenerStatus.State.FAILED).size();
    return new Readiness.Check(
        "listeners",
        isEnough(),
        failed == 0 ? "" : failed + " of " + all.size() + " cannot be bound");
  }

  /** What is wrong, in one line. */
  String problems() {
    return all.stream()
        .filter(status -> !status.problem().isEmpty())
        .map(status -> status.definition().name() + ": " + status.problem())
        .collect(Collectors.joining("; "));
  }

  /** What listens where, and what does not listen though it was told to; in one line. */
  String summary() {
    return all.stream()
        .filter(status -> status.state() != ListenerStatus.State.PAUSED)
        .map(ListenersAtWork::summary)
        .collect(Collectors.joining(", "));
  }

  private List<ListenerStatus> in(ListenerStatus.State state) {
    return all.stream().filter(status -> status.state() == state).toList();
  }

  private static String summary(ListenerStatus status) {
    String role = role(status.definition().role());
    if (status.state() == ListenerStatus.State.FAILED) {
      return role + " not listening (" + status.problem() + ")";
    }
    boolean tls = status.definition().tls() == ListenerDefinition.TlsMode.IMPLICIT;
    return role + " " + text(status.address()) + (tls ? " (TLS)" : "");
  }

  private static String role(ListenerRole role) {
    return switch (role) {
      case RELAY -> "SMTP";
      case LMTP -> "LMTP";
      default -> role.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String text(InetSocketAddress bound) {
    return new HostPort(reachable(bound.getAddress()).getHostAddress(), bound.getPort()).toString();
  }

  /** An address that leads to what is bound to this one. */
  static InetAddress reachable(InetAddress bound) {
    return bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
  }
}
