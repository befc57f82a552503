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
package org.waypost.api.listener;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;

/**
 * What an administrator says about a listener.
 *
 * @param name letters, digits, hyphen, underscore, at most 40
 * @param role what it is for
 * @param address to bind; null for {@code WAYPOST_BIND}
 * @param port to bind; 0 for the setting of the role ({@code WAYPOST_SMTP_PORT} and so on), which
 *     only LMTP has none of
 * @param paused whether it is to take no connections
 * @param tls when TLS begins
 * @param clientCertificates whether a client is asked for a certificate, which EXTERNAL needs
 * @param auth whether a client signs in
 * @param mechanisms names of the SASL mechanisms to offer, in upper case; empty for all
 * @param allowedNetworks from where a client may connect; empty for everywhere
 * @param relayNetworks from where a client may relay without signing in; null for {@code
 *     WAYPOST_RELAY_NETWORKS}
 * @param proxies which may say with PROXY or XCLIENT who the client is
 * @param proxyProtocol whether each connection of a proxy begins with a PROXY header
 * @param lineEnds what becomes of message data with a bare CR, a bare LF or a NUL
 * @param refusedSolicitations classes of solicitation that are refused (RFC 3865)
 * @param limits against abuse
 */
public record ListenerDefinition(
    String name,
    ListenerRole role,
    InetAddress address,
    int port,
    boolean paused,
    TlsMode tls,
    boolean clientCertificates,
    AuthMode auth,
    Set<String> mechanisms,
    List<Network> allowedNetworks,
    List<Network> relayNetworks,
    List<Network> proxies,
    boolean proxyProtocol,
    LineEnds lineEnds,
    List<String> refusedSolicitations,
    ListenerLimits limits) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  /** When TLS begins. */
  public enum TlsMode {
    /** Never. */
    NONE,
    /** When the client says STARTTLS (RFC 3207). */
    STARTTLS,
    /** When the client says STARTTLS, without which it may do nothing. */
    STARTTLS_REQUIRED,
    /** With the connection (RFC 8314). */
    IMPLICIT
  }

  /** Whether a client signs in. */
  public enum AuthMode {
    /** Not offered. */
    NONE,
    /** A client may. */
    OFFERED,
    /** A client that has not may not send mail. */
    REQUIRED
  }

  /** What becomes of message data with a bare CR, a bare LF or a NUL. */
  public enum LineEnds {
    /** The message is refused. */
    REFUSE,
    /** A bare CR or LF becomes CRLF, a NUL is left out; none of it ends the message. */
    NORMALISE
  }

  /**
   * Checks what can be checked without the machine.
   *
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public ListenerDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(auth, "auth");
    Objects.requireNonNull(lineEnds, "lineEnds");
    Objects.requireNonNull(limits, "limits");
    mechanisms = Set.copyOf(mechanisms);
    allowedNetworks = List.copyOf(allowedNetworks);
    relayNetworks = relayNetworks == null ? null : List.copyOf(relayNetworks);
    proxies = List.copyOf(proxies);
    refusedSolicitations = List.copyOf(refusedSolicitations);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: 1 to 40 letters, digits, hyphens or underscores, not '" + name + "'");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: 0 to 65535, not " + port);
    }
    if (port == 0 && role == ListenerRole.LMTP) {
      throw new IllegalArgumentException("port: an LMTP listener needs one");
    }
    if (role == ListenerRole.SUBMISSIONS && tls != TlsMode.IMPLICIT) {
      throw new IllegalArgumentException("tls: a listener for submissions has implicit TLS");
    }
    if (proxyProtocol && proxies.isEmpty()) {
      throw new IllegalArgumentException("proxies: the PROXY protocol needs to know from whom");
    }
  }

  /** A listener of a role with what is usual for it. */
  public static ListenerDefinition of(String name, ListenerRole role, int port) {
    return new ListenerDefinition(
        name,
        role,
        null,
        port,
        false,
        switch (role) {
          case RELAY -> TlsMode.STARTTLS;
          case SUBMISSION -> TlsMode.STARTTLS;
          case SUBMISSIONS -> TlsMode.IMPLICIT;
          case LMTP -> TlsMode.NONE;
        },
        false,
        switch (role) {
          case RELAY -> AuthMode.OFFERED;
          case SUBMISSION, SUBMISSIONS -> AuthMode.REQUIRED;
          case LMTP -> AuthMode.NONE;
        },
        Set.of(),
        List.of(),
        null,
        List.of(),
        false,
        LineEnds.REFUSE,
        List.of(),
        ListenerLimits.DEFAULT);
  }

  /** The same, paused or not. */
  public ListenerDefinition withPaused(boolean value) {
    return new ListenerDefinition(
        name,
        role,
        address,
        port,
        value,
        tls,
        clientCertificates,
        auth,
        mechanisms,
        allowedNetworks,
        relayNetworks,
        proxies,
        proxyProtocol,
        lineEnds,
        refusedSolicitations,
        limits);
  }

  /** The same with other limits. */
  public ListenerDefinition withLimits(ListenerLimits value) {
    return new ListenerDefinition(
        name,
        role,
        address,
        port,
        paused,
        tls,
        clientCertificates,
        auth,
        mechanisms,
        allowedNetworks,
        relayNetworks,
        proxies,
        proxyProtocol,
        lineEnds,
        refusedSolicitations,
        value);
  }
}
