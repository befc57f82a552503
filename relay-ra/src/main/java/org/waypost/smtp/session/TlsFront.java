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

import io.netty.channel.ChannelHandlerContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.smtp.tls.CertificateStore;
import org.waypost.smtp.tls.HandshakeFailure;
import org.waypost.smtp.tls.SecuredConnection;
import org.waypost.smtp.tls.TlsSession;

/**
 * The TLS in front of one session: begins it, and says what came of its handshake. Confined to the
 * event loop of the connection.
 */
final class TlsFront {

  private static final Logger LOG = System.getLogger(TlsFront.class.getName());
  private static final String NAME = "tls";

  private final ListenerContext listener;
  private SecuredConnection secured;

  TlsFront(ListenerContext listener) {
    this.listener = listener;
  }

  /** Whether TLS comes before the greeting. */
  boolean isImplicit() {
    return listener.settings().definition().tls() == TlsMode.IMPLICIT;
  }

  /**
   * Puts TLS before the handler, whose next octets are those of the handshake.
   *
   * @return false when there is no certificate, and nothing has begun
   */
  boolean begin(ChannelHandlerContext session) {
    ListenerSettings settings = listener.settings();
    Optional<CertificateStore> certificates = listener.certificates();
    if (certificates.isEmpty()) {
      LOG.log(Level.WARNING, "Listener {0} has no certificate for TLS", settings.name());
      return false;
    }
    secured =
        certificates
            .get()
            .secure(
                settings.definition().clientCertificates(), settings.limits().time().handshake());
    session.pipeline().addBefore(session.name(), NAME, secured.handler());
    return true;
  }

  /**
   * The handshake has ended.
   *
   * @param failure null when it has succeeded
   * @return what is known of the connection now; empty when it is to be closed
   */
  Optional<TlsSession> ended(Throwable failure, SmtpSession session) {
    listener.counters().tlsHandshake(failure == null);
    if (failure == null) {
      return Optional.of(secured.session());
    }
    LOG.log(
        Level.INFO,
        "Session {0} of {1}: TLS handshake failed: {2}",
        session.id(),
        session.client().remote(),
        HandshakeFailure.reason(failure));
    return Optional.empty();
  }
}
