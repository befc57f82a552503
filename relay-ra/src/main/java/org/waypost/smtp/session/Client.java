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
package org.waypost.smtp.session;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.smtp.tls.TlsSession;

/**
 * Who is at the other end of a session, as far as it is known. Confined to the event loop of the
 * session; the last values are seen by others late, which does for a list of sessions.
 */
public final class Client {

  private final ListenerSettings settings;
  private volatile InetSocketAddress local;
  private volatile InetSocketAddress remote;
  private volatile String helo;
  private volatile TlsSession tls;
  private volatile String user;
  private boolean extended;

  Client(ListenerSettings settings, InetSocketAddress remote, InetSocketAddress local) {
    this.settings = settings;
    this.remote = remote;
    this.local = local;
  }

  /** Its address. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** The address that it connected to. */
  public InetSocketAddress local() {
    return local;
  }

  /**
   * A proxy has said who the client is: all else that is known is forgotten, but for TLS.
   *
   * @param destination that the client connected to
   */
  public void become(InetSocketAddress address, InetSocketAddress destination) {
    remote = Objects.requireNonNull(address, "address");
    local = Objects.requireNonNull(destination, "destination");
    forget();
  }

  /** What it called itself in HELO or EHLO, or null. */
  public String helo() {
    return helo;
  }

  /** It has said HELO or EHLO. */
  public void greets(String name, boolean withExtensions) {
    helo = name;
    extended = withExtensions;
  }

  /** Whether it has said EHLO or LHLO. */
  public boolean isExtended() {
    return extended;
  }

  /** "version cipher", or null without TLS. */
  public String tls() {
    TlsSession session = tls;
    return session == null ? null : session.versionAndCipher();
  }

  /** What is known of TLS, if it is up. */
  public Optional<TlsSession> tlsSession() {
    return Optional.ofNullable(tls);
  }

  /** TLS is up: what was known before it is forgotten (RFC 3207 4.2). */
  public void secured(TlsSession session) {
    tls = Objects.requireNonNull(session, "session");
    forget();
  }

  /** Whether TLS is up. */
  public boolean isSecure() {
    return tls != null;
  }

  /** Whether the listener lets it sign in by the SASL mechanism of that name. */
  public boolean mayUse(String mechanism) {
    Set<String> offered = settings.definition().mechanisms();
    return offered.isEmpty() || offered.contains(mechanism);
  }

  /** Who has signed in, or null. */
  public String user() {
    return user;
  }

  /** It has signed in. */
  public void signedIn(String name) {
    user = Objects.requireNonNull(name, "name");
  }

  /** Whether its address may relay without signing in. */
  public boolean isTrusted() {
    return settings.isTrusted(remote.getAddress());
  }

  /** Whether it has signed in or its address is trusted. */
  public boolean isKnown() {
    return user != null || isTrusted();
  }

  private void forget() {
    helo = null;
    extended = false;
    user = null;
  }

  /**
   * What the application gets to see.
   *
   * @param session id of the session
   * @param utf8 whether the transaction is internationalized
   */
  SessionInfo info(String session, boolean utf8) {
    return new SessionInfo(
        session,
        settings.name(),
        settings.role(),
        remote,
        local,
        helo == null ? "" : helo,
        protocol(utf8),
        tls(),
        user,
        isTrusted());
  }

  /** RFC 3848, and RFC 6531 4.3 for the transmission type of an internationalized message. */
  private String protocol(boolean utf8) {
    boolean lmtp = settings.role() == ListenerRole.LMTP;
    if (!extended && !lmtp) {
      return "SMTP";
    }
    String base = (utf8 ? "UTF8" : lmtp ? "" : "E") + (lmtp ? "LMTP" : "SMTP");
    return base + (tls != null ? "S" : "") + (user != null ? "A" : "");
  }
}
