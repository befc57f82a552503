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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The host names in a certificate (RFC 6125, RFC 7672 3.2.3). */
final class CertificateNames {

  private static final int DNS = 2;

  private final List<String> names;

  private CertificateNames(List<String> names) {
    this.names = names;
  }

  /** Its DNS names; without any, the common name of its subject. */
  static CertificateNames of(X509Certificate certificate) throws CertificateException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> each : alternatives) {
        if (each.get(0).equals(DNS)) {
          names.add(canonical((String) each.get(1)));
        }
      }
    }
    return new CertificateNames(names.isEmpty() ? commonName(certificate) : names);
  }

  private static List<String> commonName(X509Certificate certificate) {
    try {
      for (Rdn each : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (each.getType().equalsIgnoreCase("CN")) {
          return List.of(canonical(each.getValue().toString()));
        }
      }
    } catch (InvalidNameException e) {
      // A subject that is no name, has none that could be compared.
      return List.of();
    }
    return List.of();
  }

  /** Whether a host is named, by itself or by an asterisk for the whole of its first label. */
  boolean include(String host) {
    String name = canonical(host);
    int dot = name.indexOf('.');
    String wildcard = dot < 0 ? null : "*" + name.substring(dot);
    return names.stream().anyMatch(each -> each.equals(name) || each.equals(wildcard));
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
