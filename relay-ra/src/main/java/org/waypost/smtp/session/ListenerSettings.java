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
package org.waypost.smtp.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerDefinition.LineEnds;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.wire.LineRules;

/**
 * What a listener is told, with everything that its definition leaves open filled in.
 *
 * @param definition as the administrator gave it
 * @param hostname in the greeting
 * @param relayNetworks from where a client may relay without signing in
 * @param maxMessageSize octets, 1 or more
 * @param maxRecipients of one message, 1 or more
 */
public record ListenerSettings(
    ListenerDefinition definition,
    String hostname,
    List<Network> relayNetworks,
    long maxMessageSize,
    int maxRecipients) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a number is not positive
   */
  public ListenerSettings {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(hostname, "hostname");
    relayNetworks = List.copyOf(relayNetworks);
    if (maxMessageSize < 1 || maxRecipients < 1) {
      throw new IllegalArgumentException(
          "A limit of listener " + definition.name() + " is not positive");
    }
  }

  /** For the log and for the application. */
  public String name() {
    return definition.name();
  }

  /** What it is for. */
  public ListenerRole role() {
    return definition.role();
  }

  /** Against abuse. */
  public ListenerLimits limits() {
    return definition.limits();
  }

  /** Whether a client may connect. */
  public boolean isAllowed(InetAddress client) {
    List<Network> allowed = definition.allowedNetworks();
    return allowed.isEmpty() || allowed.stream().anyMatch(network -> network.contains(client));
  }

  /** What lines of message data have to be like. */
  public LineRules lineRules() {
    return new LineRules(limits().size().dataLine(), definition.lineEnds() == LineEnds.NORMALISE);
  }

  /** Whether a client may relay without signing in. */
  public boolean isTrusted(InetAddress client) {
    return relayNetworks.stream().anyMatch(network -> network.contains(client));
  }

  /** Whether it may say who its client is. */
  public boolean isProxy(InetAddress peer) {
    return definition.proxies().stream().anyMatch(network -> network.contains(peer));
  }
}
