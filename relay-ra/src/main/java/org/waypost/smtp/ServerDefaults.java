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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.ListenerSettings;

/**
 * What stands for whatever a listener's definition leaves open.
 *
 * @param hostname in greetings
 * @param bind the address
 * @param smtpPort of a relay listener; 0 for any free one
 * @param submissionPort of a submission listener; 0 for any free one
 * @param submissionsPort of a listener for submissions; 0 for any free one
 * @param relayNetworks from where a client may relay without signing in
 * @param maxMessageSize octets
 * @param maxRecipients of one message
 */
public record ServerDefaults(
    String hostname,
    InetAddress bind,
    int smtpPort,
    int submissionPort,
    int submissionsPort,
    List<Network> relayNetworks,
    long maxMessageSize,
    int maxRecipients) {

  /** Checks that nothing is missing. */
  public ServerDefaults {
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(bind, "bind");
    relayNetworks = List.copyOf(relayNetworks);
  }

  /** Those of a node. */
  public static ServerDefaults of(Settings settings) {
    return new ServerDefaults(
        settings.hostname(),
        settings.bind(),
        settings.smtpPort(),
        settings.submissionPort(),
        settings.submissionsPort(),
        settings.relayNetworks(),
        settings.maxMessageSize(),
        settings.maxRecipients());
  }

  /** Where a listener is to be bound. */
  public InetSocketAddress address(ListenerDefinition definition) {
    return new InetSocketAddress(
        definition.address() == null ? bind : definition.address(),
        definition.port() == 0 ? port(definition.role()) : definition.port());
  }

  private int port(ListenerRole role) {
    return switch (role) {
      case RELAY -> smtpPort;
      case SUBMISSION -> submissionPort;
      case SUBMISSIONS -> submissionsPort;
      case LMTP -> throw new IllegalArgumentException("port: an LMTP listener needs one");
    };
  }

  /** What the sessions of a listener go by. */
  public ListenerSettings settings(ListenerDefinition definition) {
    long size = definition.limits().size().message();
    int recipients = definition.limits().session().recipients();
    return new ListenerSettings(
        definition,
        hostname,
        definition.relayNetworks() == null ? relayNetworks : definition.relayNetworks(),
        size == 0 ? maxMessageSize : size,
        recipients == 0 ? maxRecipients : recipients);
  }
}
