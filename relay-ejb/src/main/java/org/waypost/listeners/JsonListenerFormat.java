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

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;

/** The one JSON form of a definition. */
public final class JsonListenerFormat implements ListenerFormat {

  /** What the adapter has; a name with a slip would leave nobody who can sign in. */
  private static final List<String> MECHANISMS =
      List.of(
          "PLAIN",
          "LOGIN",
          "SCRAM-SHA-256",
          "SCRAM-SHA-256-PLUS",
          "OAUTHBEARER",
          "XOAUTH2",
          "EXTERNAL");

  @Override
  public JsonObjectBuilder write(ListenerDefinition definition) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", definition.name())
            .add("role", lower(definition.role()));
    if (definition.address() != null) {
      json.add("address", definition.address().getHostAddress());
    }
    json.add("port", definition.port())
        .add("paused", definition.paused())
        .add("tls", lower(definition.tls()))
        .add("clientCertificates", definition.clientCertificates())
        .add("auth", lower(definition.auth()))
        .add("mechanisms", array(definition.mechanisms().stream().sorted().toList()))
        .add("allowedNetworks", array(definition.allowedNetworks()));
    if (definition.relayNetworks() != null) {
      json.add("relayNetworks", array(definition.relayNetworks()));
    }
    return json.add("proxies", array(definition.proxies()))
        .add("proxyProtocol", definition.proxyProtocol())
        .add("lineEnds", lower(definition.lineEnds()))
        .add("refusedSolicitations", array(definition.refusedSolicitations()))
        .add("limits", LimitsFormat.write(definition.limits()));
  }

  @Override
  public ListenerDefinition read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String called = members.text("name", name, Function.identity());
    if (called == null) {
      throw members.fault("name", "has to be given");
    }
    if (name != null && !name.equals(called)) {
      throw members.fault("name", "not '" + name + "', as in the URL");
    }
    ListenerRole role = members.oneOf("role", null, ListenerRole.class);
    if (role == null) {
      throw members.fault("role", "has to be given");
    }
    int port = (int) Math.max(-1, Math.min(65536, members.number("port", 0)));
    try {
      ListenerDefinition definition =
          read(members, ListenerDefinition.of(called, role, port), port);
      members.end();
      return definition;
    } catch (IllegalArgumentException e) {
      throw named(e.getMessage());
    }
  }

  private static ListenerDefinition read(JsonMembers members, ListenerDefinition usual, int port) {
    return new ListenerDefinition(
        usual.name(),
        usual.role(),
        members.text("address", null, Network::numericAddress),
        port,
        members.flag("paused", false),
        members.oneOf("tls", usual.tls(), ListenerDefinition.TlsMode.class),
        members.flag("clientCertificates", usual.clientCertificates()),
        members.oneOf("auth", usual.auth(), ListenerDefinition.AuthMode.class),
        Set.copyOf(
            members.texts(
                "mechanisms", List.copyOf(usual.mechanisms()), JsonListenerFormat::mechanism)),
        members.texts("allowedNetworks", usual.allowedNetworks(), Network::parse),
        members.texts("relayNetworks", null, Network::parse),
        members.texts("proxies", usual.proxies(), Network::parse),
        members.flag("proxyProtocol", usual.proxyProtocol()),
        members.oneOf("lineEnds", usual.lineEnds(), ListenerDefinition.LineEnds.class),
        members.texts("refusedSolicitations", List.of(), Function.identity()),
        LimitsFormat.read(members.object("limits"), usual.limits()));
  }

  private static String mechanism(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    if (!MECHANISMS.contains(name)) {
      throw new IllegalArgumentException(
          "one of " + String.join(", ", MECHANISMS) + ", not '" + text + "'");
    }
    return name;
  }

  /** A definition's own checks name the member before a colon. */
  private static InvalidMemberException named(String problem) {
    String[] parts = problem.split(": ", 2);
    return new InvalidMemberException(parts[0], parts[parts.length - 1]);
  }

  private static JsonArrayBuilder array(Collection<?> values) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    values.forEach(value -> array.add(value.toString()));
    return array;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
