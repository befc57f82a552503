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
package org.waypost.smtp.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** The host names in a certificate, and whether one of them is the name of a server. */
final class CertificateNames {

  // RFC 5280 4.2.1.6: the choice dNSName of GeneralName.
  private static final Integer DNS_NAME = 2;

  private CertificateNames() {}

  /** Names in lower case; those of subjectAltName, or else the common name (RFC 6125 6.4.4). */
  static List<String> of(X509Certificate certificate) {
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        return alternatives.stream()
            .filter(name -> DNS_NAME.equals(name.get(0)))
            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
      }
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> part.getValue().toString().toLowerCase(Locale.ROOT))
              .toList();
    } catch (CertificateParsingException | InvalidNameException e) {
      return List.of();
    }
  }

  /** Whether a wildcard of exactly one label, the first one, covers the host (RFC 6125 6.4.3). */
  static boolean wildcardCovers(String name, String host) {
    int dot = host.indexOf('.');
    return name.startsWith("*.") && dot > 0 && name.substring(1).equals(host.substring(dot));
  }
}
