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
package org.waypost.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.listener.ListenerFigures;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.SessionStatus;
import org.waypost.api.net.HostPort;
import org.waypost.listeners.Listener;
import org.waypost.listeners.ListenerFormat;

/** The JSON of listeners, sessions and certificates. What is not known is left out. */
final class ListenerView {

  private final ListenerFormat format;

  ListenerView(ListenerFormat format) {
    this.format = format;
  }

  /** A listener's definition, and its status on this node. */
  JsonObjectBuilder listener(Listener listener) {
    JsonObjectBuilder json =
        format.write(listener.definition()).add("changedAt", listener.changedAt().toString());
    listener.status().ifPresent(status -> json.add("status", status(status)));
    return json;
  }

  static JsonObjectBuilder session(SessionStatus session) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", session.id())
            .add("listener", session.listener())
            .add("remote", text(session.remote()))
            .add("since", session.since().toString());
    put(json, "helo", session.helo());
    put(json, "tls", session.tls());
    put(json, "user", session.user());
    return json.add("state", session.state().toLowerCase(Locale.ROOT))
        .add("messages", session.messages())
        .add("octetsIn", session.octetsIn())
        .add("octetsOut", session.octetsOut())
        .add("idleMillis", session.idleMillis());
  }

  static JsonObjectBuilder certificate(CertificateStatus certificate) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", certificate.name())
            .add("names", Json.createArrayBuilder(certificate.names()));
    // Without a fingerprint it is a file that could not be read, of which nothing else is known.
    if (!certificate.fingerprint().isEmpty()) {
      json.add("subject", certificate.subject())
          .add("issuer", certificate.issuer())
          .add("fingerprint", certificate.fingerprint())
          .add("notBefore", certificate.notBefore().toString())
          .add("notAfter", certificate.notAfter().toString());
    }
    return json.add("selfSigned", certificate.selfSigned())
        .add("default", certificate.byDefault())
        .add("problem", certificate.problem());
  }

  private static JsonObjectBuilder status(ListenerStatus status) {
    return Json.createObjectBuilder()
        .add("state", status.state().name().toLowerCase(Locale.ROOT))
        .add("address", text(status.address()))
        .add("problem", status.problem())
        .add("figures", figures(status.figures()));
  }

  private static JsonObjectBuilder figures(ListenerFigures figures) {
    return Json.createObjectBuilder()
        .add("connections", figures.connections())
        .add("connectionsNow", figures.connectionsNow())
        .add("connectionsRefused", figures.connectionsRefused())
        .add("earlyTalkers", figures.earlyTalkers())
        .add("tlsHandshakes", figures.tlsHandshakes())
        .add("tlsFailures", figures.tlsFailures())
        .add("signIns", figures.signIns())
        .add("signInFailures", figures.signInFailures())
        .add("commands", figures.commands())
        .add("errors", figures.errors())
        .add("recipientsRefused", figures.recipientsRefused())
        .add("messagesAccepted", figures.messagesAccepted())
        .add("messagesRefused", figures.messagesRefused())
        .add("octets", figures.octets())
        .add("rateLimited", figures.rateLimited())
        .add("timeouts", figures.timeouts())
        .add("memoryWaits", figures.memoryWaits());
  }

  private static String text(InetSocketAddress address) {
    return new HostPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  private static void put(JsonObjectBuilder json, String name, String value) {
    if (value != null) {
      json.add(name, value);
    }
  }
}
