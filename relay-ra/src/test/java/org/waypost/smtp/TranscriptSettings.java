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
import java.util.List;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.ListenerSettings;

/**
 * The words behind {@code @} in a transcript, each of which changes one setting of the listener.
 */
final class TranscriptSettings {

  private TranscriptSettings() {}

  static ListenerSettings apply(String word, ListenerSettings to) throws IOException {
    ListenerDefinition from = to.definition();
    return switch (word) {
      case "untrusted" -> with(to, from, List.of());
      case "relay" -> with(to, role(from, ListenerRole.RELAY), to.relayNetworks());
      case "submission" -> with(to, role(from, ListenerRole.SUBMISSION), to.relayNetworks());
      case "lmtp" -> with(to, role(from, ListenerRole.LMTP), to.relayNetworks());
      case "normalise" ->
          with(
              to,
              definition(
                  from,
                  from.role(),
                  ListenerDefinition.LineEnds.NORMALISE,
                  from.refusedSolicitations()),
              to.relayNetworks());
      case "no-soliciting" ->
          with(
              to,
              definition(
                  from,
                  from.role(),
                  from.lineEnds(),
                  List.of("net.example:ADV", "org.example:ADV:ADLT")),
              to.relayNetworks());
      default -> throw new IOException("Not a setting of a transcript: " + word);
    };
  }

  private static ListenerDefinition role(ListenerDefinition old, ListenerRole role) {
    return definition(old, role, old.lineEnds(), old.refusedSolicitations());
  }

  private static ListenerSettings with(
      ListenerSettings old, ListenerDefinition definition, List<Network> relayNetworks) {
    return new ListenerSettings(
        definition, old.hostname(), relayNetworks, old.maxMessageSize(), old.maxRecipients());
  }

  private static ListenerDefinition definition(
      ListenerDefinition old,
      ListenerRole role,
      ListenerDefinition.LineEnds lineEnds,
      List<String> refusedSolicitations) {
    return new ListenerDefinition(
        old.name(),
        role,
        old.address(),
        2424,
        old.paused(),
        old.tls(),
        old.clientCertificates(),
        old.auth(),
        old.mechanisms(),
        old.allowedNetworks(),
        old.relayNetworks(),
        old.proxies(),
        old.proxyProtocol(),
        lineEnds,
        refusedSolicitations,
        old.limits());
  }
}
