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

import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * What a client offers to prove who it is (RFC 4954). An authorization identity that is neither
 * null nor the name itself asks to act as somebody else.
 */
public sealed interface Credentials {

  /** Longest name, authorization identity or password that is looked at, in characters. */
  int MAX_LENGTH = 256;

  /** The name that a failure counts for; null when the client names none. */
  String name();

  /** A name and password (PLAIN, LOGIN). */
  record Password(String authorization, String name, String password) implements Credentials {
    /** Checks that nothing is missing. */
    public Password {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
      return "Password[" + name + "]";
    }
  }

  /** A bearer token (OAUTHBEARER, XOAUTH2); the name is what the client claims, or null. */
  record Token(String name, String token) implements Credentials {
    /** Checks that nothing is missing. */
    public Token {
      Objects.requireNonNull(token, "token");
    }

    @Override
    public String toString() {
      return "Token[" + name + "]";
    }
  }

  /**
   * A certificate whose chain and key the TLS handshake has verified (EXTERNAL); the authorization
   * identity may be null.
   */
  record ClientCertificate(String authorization, X509Certificate certificate)
      implements Credentials {
    /** Checks that nothing is missing. */
    public ClientCertificate {
      Objects.requireNonNull(certificate, "certificate");
    }

    @Override
    public String name() {
      return authorization;
    }
  }

  /** The start of SCRAM: asks for the keys of an account (RFC 5802 3). */
  record ScramStart(String authorization, String name) implements Credentials {
    /** Checks that nothing is missing. */
    public ScramStart {
      Objects.requireNonNull(name, "name");
    }
  }

  /** The end of SCRAM: whether the client's proof was right. */
  record ScramEnd(String authorization, String name, boolean proven) implements Credentials {
    /** Checks that nothing is missing. */
    public ScramEnd {
      Objects.requireNonNull(name, "name");
    }
  }
}
