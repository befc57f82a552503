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
package org.waypost.sources;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;

/** Source addresses as JSON, read strictly. */
public final class JsonSourceFormat implements SourceFormat {

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** RFC 5321 4.1.2, and one label is enough for a host of an own network. */
  private static final Pattern HOST =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  @Override
  public JsonObjectBuilder write(Source source) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", source.name())
            .add("address", source.address().getHostAddress())
            .add("weight", source.weight())
            .add("enabled", source.enabled());
    source.ehlo().ifPresent(ehlo -> json.add("ehlo", ehlo));
    source.node().ifPresent(node -> json.add("node", node));
    source.warmUp().ifPresent(warmUp -> json.add("warmUp", WarmUpFormat.write(warmUp)));
    return json;
  }

  @Override
  public Source read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String called = name(members, name);
    InetAddress address = members.required("address", JsonSourceFormat::address);
    Optional<String> ehlo =
        Optional.ofNullable(members.text("ehlo", null, JsonSourceFormat::hostName));
    int weight = members.number("weight", 1, 1, Source.MOST_WEIGHT);
    boolean enabled = members.flag("enabled", true);
    Optional<String> node =
        Optional.ofNullable(members.text("node", null, JsonSourceFormat::hostName));
    Optional<WarmUp> warmUp =
        members.has("warmUp")
            ? Optional.of(WarmUpFormat.read(members.object("warmUp")))
            : Optional.empty();
    members.end();
    return new Source(called, address, ehlo, weight, enabled, node, warmUp);
  }

  /** The name that is given, or that of the path; both have to be the same. */
  static String name(JsonMembers members, String name) {
    String called =
        name == null
            ? members.required("name", Names::checked)
            : members.text("name", name, Function.identity());
    if (name != null && !name.equals(called)) {
      throw members.fault("name", "is '" + name + "' in the path");
    }
    try {
      return Names.checked(called);
    } catch (IllegalArgumentException e) {
      throw new InvalidMemberException("name", e.getMessage());
    }
  }

  private static InetAddress address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IPv4 or IPv6 address: '" + text + "'");
    }
    try {
      // With nothing but numbers in it, no name is looked up.
      InetAddress address = InetAddress.getByName(text);
      if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
        throw new IllegalArgumentException("not the address of a host: '" + text + "'");
      }
      return address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IPv4 or IPv6 address: '" + text + "'", e);
    }
  }

  private static String hostName(String text) {
    if (text.length() > 255 || !HOST.matcher(text).matches()) {
      throw new IllegalArgumentException("not the name of a host: '" + text + "'");
    }
    return text;
  }
}
