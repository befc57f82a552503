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
package org.waypost.smtp.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.net.Network;
import org.waypost.smtp.wire.Xtext;

/**
 * The attributes of an XCLIENT command, decoded. The name of the client is checked and passed over:
 * nothing here goes by names that DNS has told somebody else.
 */
final class XclientAttributes {

  static final List<String> NAMES =
      List.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT");

  private static final String UNAVAILABLE = "[UNAVAILABLE]";
  private static final String NOT_NOW = "[TEMPUNAVAIL]";
  private static final String IPV6 = "IPV6:";
  private static final int MOST = 255;
  // A client whose address the proxy does not know: it must not be trusted as the proxy is.
  private static final InetAddress UNKNOWN = Network.numericAddress("0.0.0.0");

  private final Map<String, String> values;

  private XclientAttributes(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the argument of the command.
   *
   * @throws IllegalArgumentException when it is malformed; the message says how
   */
  static XclientAttributes parse(String argument) {
    Map<String, String> values = new HashMap<>();
    for (String attribute : argument.split(" +")) {
      int equals = attribute.indexOf('=');
      String name = equals < 0 ? "" : attribute.substring(0, equals).toUpperCase(Locale.ROOT);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("Expected attributes of " + String.join(" ", NAMES));
      }
      values.put(name, Xtext.decode(attribute.substring(equals + 1)));
    }
    XclientAttributes attributes = new XclientAttributes(values);
    attributes.check();
    return attributes;
  }

  private void check() {
    for (String name : List.of("NAME", "HELO", "LOGIN")) {
      String text = values.getOrDefault(name, "x");
      if (text.isEmpty()
          || text.length() > MOST
          || text.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
        throw new IllegalArgumentException(name + " is not of printable ASCII");
      }
    }
    known("PROTO")
        .filter(proto -> !proto.equalsIgnoreCase("SMTP") && !proto.equalsIgnoreCase("ESMTP"))
        .ifPresent(
            proto -> {
              throw new IllegalArgumentException("PROTO is SMTP or ESMTP");
            });
    // Read here for the faults that they may have.
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var unused = List.of(client(any), destination(any));
  }

  /** The client, with what is not told as it was. */
  InetSocketAddress client(InetSocketAddress before) {
    InetAddress otherwise = values.containsKey("ADDR") ? UNKNOWN : before.getAddress();
    return new InetSocketAddress(address("ADDR").orElse(otherwise), port("PORT", before.getPort()));
  }

  /** Where the client has connected to, with what is not told as it was. */
  InetSocketAddress destination(InetSocketAddress before) {
    return new InetSocketAddress(
        address("DESTADDR").orElse(before.getAddress()), port("DESTPORT", before.getPort()));
  }

  /** What the client has said in HELO or EHLO. */
  Optional<String> helo() {
    return known("HELO");
  }

  /** Who has signed in at the proxy. */
  Optional<String> login() {
    return known("LOGIN");
  }

  /** Whether the client has said EHLO. */
  boolean isExtended() {
    return known("PROTO").filter("SMTP"::equalsIgnoreCase).isEmpty();
  }

  private Optional<InetAddress> address(String name) {
    return known(name)
        .map(
            text ->
                text.regionMatches(true, 0, IPV6, 0, IPV6.length())
                    ? text.substring(IPV6.length())
                    : text)
        .map(Network::numericAddress);
  }

  private int port(String name, int otherwise) {
    Optional<String> text = known(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("[0-9]{1,5}") || Integer.parseInt(text.get()) > 65535) {
      throw new IllegalArgumentException(name + " is 0 to 65535");
    }
    return Integer.parseInt(text.get());
  }

  private Optional<String> known(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(text -> !text.equalsIgnoreCase(UNAVAILABLE) && !text.equalsIgnoreCase(NOT_NOW));
  }
}
