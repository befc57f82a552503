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
import java.util.Locale;
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.Storage;

/**
 * What an activation asks for, with everything it leaves open taken from the settings of the
 * process.
 *
 * @param storage for the messages of all listeners
 * @param maxCalls of the endpoint at one time
 * @param listener the one that it declares, if it does
 */
record EndpointPlan(Storage storage, int maxCalls, Optional<Declared> listener) {

  /** A listener that stands in the activation. */
  record Declared(ListenerDefinition definition, InetSocketAddress address) {}

  /** Reads a validated specification. */
  static EndpointPlan of(SmtpActivationSpec spec, Settings process) {
    Path folder =
        spec.getSpoolFolder().isEmpty()
            ? process.data().resolve("spool")
            : Path.of(spec.getSpoolFolder());
    return new EndpointPlan(
        new Storage(
            folder,
            spec.getSpoolThreshold(),
            spec.getMaxMemory() == 0 ? process.smtpMemory() : spec.getMaxMemory()),
        spec.getMaxCalls() == 0 ? process.smtpCalls() : spec.getMaxCalls(),
        spec.getPort() == 0 ? Optional.empty() : Optional.of(declared(spec, process)));
  }

  private static Declared declared(SmtpActivationSpec spec, Settings process) {
    int port = Math.max(0, spec.getPort());
    return new Declared(
        ListenerDefinition.of(
            spec.getListener(),
            ListenerRole.valueOf(spec.getRole().toUpperCase(Locale.ROOT)),
            port),
        new InetSocketAddress(
            spec.getAddress().isEmpty()
                ? process.bind()
                : Network.numericAddress(spec.getAddress()),
            port));
  }
}
