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
package org.waypost.smtpclient;

import java.util.Locale;
import java.util.Objects;

/**
 * A host that mail is handed to.
 *
 * @param host a name, an address in numbers or an address literal
 * @param port 1 to 65535
 * @param security how connections to it are secured
 * @param origin where that was found; connections that are secured alike are shared whatever it is
 * @param protocol what it speaks
 */
public record NextHop(
    String host, int port, HopSecurity security, PolicyOrigin origin, Protocol protocol) {

  /** What is spoken with a host. */
  public enum Protocol {
    /** RFC 5321. */
    SMTP,
    /** RFC 2033: a verdict for each recipient at the end of the message. */
    LMTP
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the host is empty or the port out of its range
   */
  public NextHop {
    Objects.requireNonNull(host, "A next hop has a host");
    Objects.requireNonNull(security, "A next hop has a security");
    Objects.requireNonNull(origin, "What holds for a next hop has an origin");
    Objects.requireNonNull(protocol, "A next hop speaks a protocol");
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("Not a next hop: " + host + " port " + port);
    }
  }

  /** A host that was named by an administrator, encrypted where it can. */
  public NextHop(String host, int port) {
    this(host, port, HopSecurity.OPPORTUNISTIC, PolicyOrigin.CONFIGURED);
  }

  /** A host that speaks SMTP. */
  public NextHop(String host, int port, HopSecurity security, PolicyOrigin origin) {
    this(host, port, security, origin, Protocol.SMTP);
  }

  /** The same with another protocol. */
  public NextHop speaking(Protocol other) {
    return new NextHop(host, port, security, origin, other);
  }

  /** The same, secured otherwise. */
  public NextHop with(HopSecurity other, PolicyOrigin from) {
    return new NextHop(host, port, other, from, protocol);
  }

  /** What is demanded here, in a word. */
  String policyWord() {
    return origin
        .kind()
        .word()
        .orElseGet(() -> security.tls().level().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
