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
package org.waypost.routing;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.net.HostPort;
import org.waypost.json.JsonMembers;

/** Where a route leads, as JSON: the type, and the members of that type. */
final class TargetFormat {

  private static final int MOST_HOSTS = 50;
  private static final int MOST_WEIGHT = 65_535;
  private static final int SMTP_PORT = 25;
  private static final int LMTP_PORT = 24;
  private static final String TYPES = "mx, smarthost, lmtp, jms, plugin, capture, discard, reject";

  private final LoginFormat logins;

  TargetFormat(SecretForm secrets) {
    this.logins = new LoginFormat(secrets);
  }

  JsonObjectBuilder write(Target target) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("type", Target.typeOf(target));
    if (target instanceof Target.SmartHost smartHost) {
      json.add("hosts", hosts(smartHost.hosts()));
      smartHost.login().ifPresent(login -> json.add("login", logins.write(login)));
    } else if (target instanceof Target.Lmtp lmtp) {
      json.add("hosts", hosts(lmtp.hosts()));
    } else if (target instanceof Target.Jms jms) {
      json.add("queue", jms.queue()).add("parsed", jms.parsed());
    } else if (target instanceof Target.Plugin plugin) {
      json.add("plugin", plugin.configuration());
    } else if (target instanceof Target.Reject reject) {
      json.add("code", reject.code()).add("status", reject.status()).add("text", reject.text());
    }
    return json;
  }

  /**
   * Reads a target.
   *
   * @param before that which it replaces, whose secrets stay where none are given
   */
  Target read(JsonMembers members, Optional<Target> before) {
    String type = members.required("type", Function.identity());
    Target target =
        switch (type) {
          case "mx" -> new Target.MailExchanger();
          case "capture" -> new Target.Capture();
          case "discard" -> new Target.Discard();
          case "smarthost" -> smartHost(members, before);
          case "lmtp" -> new Target.Lmtp(hosts(members, LMTP_PORT));
          case "jms" ->
              new Target.Jms(
                  members.required("queue", TargetFormat::queue), members.flag("parsed", false));
          case "plugin" -> new Target.Plugin(members.required("plugin", TargetFormat::name));
          case "reject" -> reject(members);
          default -> throw members.fault("type", "one of " + TYPES + ", not '" + type + "'");
        };
    members.end();
    return target;
  }

  private Target smartHost(JsonMembers members, Optional<Target> before) {
    return new Target.SmartHost(
        hosts(members, SMTP_PORT),
        members.has("login")
            ? Optional.of(
                logins.read(
                    members.object("login"),
                    before.flatMap(
                        old ->
                            old instanceof Target.SmartHost host
                                ? host.login()
                                : Optional.empty())))
            : Optional.empty());
  }

  private static Target reject(JsonMembers members) {
    int code = members.number("code", 550, 550, 559);
    String status = members.text("status", "5.7.1", TargetFormat::status);
    String text = members.text("text", "Not accepted here", TargetFormat::line);
    return new Target.Reject(code, status, text);
  }

  private static JsonArrayBuilder hosts(List<Target.Host> hosts) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (Target.Host host : hosts) {
      array.add(
          Json.createObjectBuilder()
              .add("host", host.address().host())
              .add("port", host.address().port())
              .add("priority", host.priority())
              .add("weight", host.weight()));
    }
    return array;
  }

  private static List<Target.Host> hosts(JsonMembers members, int port) {
    List<Target.Host> hosts = new ArrayList<>();
    for (JsonMembers each : members.objects("hosts")) {
      String host = each.required("host", TargetFormat::host);
      hosts.add(
          new Target.Host(
              new HostPort(host, each.number("port", port, 1, 65_535)),
              each.number("priority", 0, 0, 65_535),
              each.number("weight", 1, 1, MOST_WEIGHT)));
      each.end();
    }
    if (hosts.isEmpty() || hosts.size() > MOST_HOSTS) {
      throw members.fault("hosts", "a list of 1 to " + MOST_HOSTS + " hosts");
    }
    return hosts;
  }

  private static String host(String text) {
    if (text.length() > 255) {
      throw new IllegalArgumentException("longer than 255 characters");
    }
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return new HostPort(bare, 1).host();
  }

  /** The queues of Waypost itself would take the mail in again and again. */
  private static String queue(String text) {
    if (text.isBlank()
        || text.length() > 200
        || text.chars().anyMatch(c -> c <= ' ' || c == '*' || c == '#' || c == 0x7F)) {
      throw new IllegalArgumentException("1 to 200 characters, no spaces, no wildcards");
    }
    if (text.equals("waypost") || text.startsWith("waypost.")) {
      throw new IllegalArgumentException("not a queue of Waypost itself: '" + text + "'");
    }
    return text;
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException("the name of a plug-in configuration, not '" + text + "'");
    }
    return text;
  }

  private static String status(String text) {
    return EnhancedStatus.atStartOf(text)
        .filter(status -> status.statusClass() == 5 && status.toString().equals(text))
        .orElseThrow(() -> new IllegalArgumentException("a status code 5.x.y, not '" + text + "'"))
        .toString();
  }

  private static String line(String text) {
    if (text.isBlank() || text.length() > 400 || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("one line of 1 to 400 characters");
    }
    return text;
  }
}
