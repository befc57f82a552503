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

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.ListenerSettings;

/**
 * What an activation asks for, with everything it leaves open taken from the settings of the
 * process.
 */
record ListenerPlan(
    InetSocketAddress address,
    ListenerSettings settings,
    Path spoolFolder,
    long spoolThreshold,
    long maxMemory,
    int maxCalls,
    Duration callPatience) {

  /** Reads a validated specification. */
  static ListenerPlan of(SmtpActivationSpec spec, Settings process) {
    int port =
        switch (spec.getPort()) {
          case 0 -> process.smtpPort();
          case -1 -> 0;
          default -> spec.getPort();
        };
    InetSocketAddress address =
        new InetSocketAddress(
            spec.getAddress().isEmpty()
                ? process.bind()
                : Network.numericAddress(spec.getAddress()),
            port);
    ListenerLimits usual = ListenerLimits.DEFAULT;
    ListenerLimits limits =
        new ListenerLimits(
            new ListenerLimits.Connections(
                spec.getMaxConnections(), spec.getMaxConnectionsPerAddress(), 2000),
            usual.session(),
            usual.time(),
            usual.size(),
            List.of());
    ListenerDefinition definition =
        new ListenerDefinition(
            spec.getListener(),
            ListenerRole.valueOf(spec.getRole().toUpperCase(Locale.ROOT)),
            address.getAddress(),
            port,
            false,
            ListenerDefinition.TlsMode.NONE,
            false,
            ListenerDefinition.AuthMode.NONE,
            Set.of(),
            List.of(),
            null,
            List.of(),
            false,
            ListenerDefinition.LineEnds.REFUSE,
            List.of(),
            limits);
    ListenerSettings settings =
        new ListenerSettings(
            definition,
            process.hostname(),
            process.relayNetworks(),
            spec.getMaxMessageSize() == 0 ? process.maxMessageSize() : spec.getMaxMessageSize(),
            spec.getMaxRecipients() == 0 ? process.maxRecipients() : spec.getMaxRecipients());
    Path spoolFolder =
        spec.getSpoolFolder().isEmpty()
            ? process.data().resolve("spool")
            : Path.of(spec.getSpoolFolder());
    return new ListenerPlan(
        address,
        settings,
        spoolFolder,
        spec.getSpoolThreshold(),
        spec.getMaxMemory(),
        spec.getMaxCalls() == 0 ? process.smtpCalls() : spec.getMaxCalls(),
        Duration.ofSeconds(spec.getCallPatienceSeconds()));
  }
}
