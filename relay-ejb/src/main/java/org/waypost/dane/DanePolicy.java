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
package org.waypost.dane;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** What the DNS demands of connections to a host (RFC 7672 2.2). */
public sealed interface DanePolicy {

  /**
   * Nothing: there are no TLSA records, or none that DNSSEC vouches for.
   *
   * @param reason a sentence for people
   */
  record Absent(String reason) implements DanePolicy {}

  /**
   * There are records, but none that can be used: the connection is encrypted, whoever the peer is;
   * never in clear (RFC 7672 2.2).
   *
   * @param reason a sentence for people
   */
  record Encrypted(String reason) implements DanePolicy {}

  /**
   * The connection is encrypted, and its peer shows a certificate that matches.
   *
   * @param baseDomain the name under which the records were found: what the client names in SNI,
   *     and the first name that a certificate under a trust anchor may have (RFC 7672 3.2.2, 3.2.3)
   * @param records the usable ones, 1 or more
   */
  record Authenticated(String baseDomain, List<TlsaRecord> records) implements DanePolicy {

    /** Copies the records. */
    public Authenticated {
      records = List.copyOf(records);
      if (records.isEmpty()) {
        throw new IllegalArgumentException("Without a usable record nobody is authenticated");
      }
    }

    /**
     * Checks what a peer shows.
     *
     * @param chain as it came in the handshake, the peer's own certificate first
     * @param others names that the certificate may have as well: the domain of the recipient, and
     *     what that is an alias of; or the name of the smart host (RFC 7672 3.2.2)
     * @return the record that matched
     * @throws CertificateException when none does; the message says why
     */
    public TlsaRecord check(List<X509Certificate> chain, List<String> others)
        throws CertificateException {
      List<String> names = new ArrayList<>(List.of(baseDomain));
      names.addAll(others);
      return new TlsaMatch(records, names).check(chain);
    }
  }

  /**
   * That cannot be told now: the DNS does not answer, or its answer is forged. The host is not to
   * be used (RFC 7672 2.1.1, 2.2).
   *
   * @param reason a sentence for people
   */
  record Unknown(String reason) implements DanePolicy {}
}
