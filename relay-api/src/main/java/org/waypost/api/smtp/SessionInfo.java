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
package org.waypost.api.smtp;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * An SMTP session, as far as it is known when it is handed over.
 *
 * @param id of the session, unique in the life of the process; for the log
 * @param listener name of the listener
 * @param role of the listener
 * @param remote the client's address; what a proxy said it is, if the proxy may say that
 * @param local the address the client connected to
 * @param helo what the client said in HELO or EHLO
 * @param protocol the "with" clause of the Received header: SMTP, ESMTP, UTF8SMTP and so on (RFC
 *     3848, RFC 6531 4.3)
 * @param tls "version cipher" of the session's TLS, or null
 * @param user who signed in with AUTH, or null
 * @param trusted whether the client's address may relay without signing in
 */
public record SessionInfo(
    String id,
    String listener,
    ListenerRole role,
    InetSocketAddress remote,
    InetSocketAddress local,
    String helo,
    String protocol,
    String tls,
    String user,
    boolean trusted) {

  /** Checks that what every session has is there. */
  public SessionInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(remote, "remote");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(helo, "helo");
    Objects.requireNonNull(protocol, "protocol");
  }
}
