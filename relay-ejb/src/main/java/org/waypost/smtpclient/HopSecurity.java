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

import java.util.Objects;
import java.util.Optional;
import org.waypost.smtpclient.TlsPolicy.Level;

/**
 * How connections to one host are secured. Connections of equal security are shared.
 *
 * @param tls what is demanded; its level is settled, and not {@link Level#PUBLISHED}
 * @param dane what a certificate is held against at level {@link Level#DANE}, and nothing else
 * @param login how Waypost signs in; nothing for not at all
 */
public record HopSecurity(TlsPolicy tls, Optional<ChainCheck> dane, Optional<Login> login) {

  /** Encrypted where the peer can. */
  public static final HopSecurity OPPORTUNISTIC = of(TlsPolicy.OPPORTUNISTIC);

  /**
   * Checks that level and check belong together.
   *
   * @throws IllegalArgumentException when they do not
   */
  public HopSecurity {
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(login, "login");
    if (tls.level() == Level.PUBLISHED) {
      throw new IllegalArgumentException("What a domain publishes is looked up before");
    }
    if (dane.isPresent() != (tls.level() == Level.DANE)) {
      throw new IllegalArgumentException("Level DANE, and no other, has a check of its own");
    }
  }

  /** By this policy, without a login; not of level DANE. */
  public static HopSecurity of(TlsPolicy tls) {
    return new HopSecurity(tls, Optional.empty(), Optional.empty());
  }

  /** By this policy, whose level becomes DANE. */
  public static HopSecurity dane(TlsPolicy tls, ChainCheck check) {
    return new HopSecurity(tls.with(Level.DANE), Optional.of(check), Optional.empty());
  }

  /** The same with a login. */
  public HopSecurity with(Optional<Login> as) {
    return new HopSecurity(tls, dane, as);
  }

  /** What a message that requires TLS needs here (RFC 8689 4.2.1): a peer that proves its name. */
  public HopSecurity verified() {
    return isVerified() ? this : new HopSecurity(tls.with(Level.VERIFIED), Optional.empty(), login);
  }

  /** Whether the peer has to prove who it is. */
  boolean isVerified() {
    return tls.level() == Level.VERIFIED || tls.level() == Level.DANE;
  }

  /** Whether nothing goes in clear. */
  boolean isEncrypted() {
    return tls.level() == Level.REQUIRED || isVerified() || tls.implicit();
  }
}
