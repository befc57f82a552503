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

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.api.net.Network;

/**
 * The hosts that a certificate names (RFC 6125 6, RFC 8461 4.1): its alternative names only, as
 * common names are for no host any more.
 */
final class HostNames {

  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final List<String> names;
  private final List<InetAddress> addresses;

  private HostNames(List<String> names, List<InetAddress> addresses) {
    this.names = List.copyOf(names);
    this.addresses = List.copyOf(addresses);
  }

  static HostNames of(X509Certificate certificate) throws CertificateException {
    List<String> names = new ArrayList<>();
    List<InetAddress> addresses = new ArrayList<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
      if (each.get(0).equals(DNS)) {
        names.add(canonical((String) each.get(1)));
      } else if (each.get(0).equals(ADDRESS)) {
        numeric((String) each.get(1)).ifPresent(addresses::add);
      }
    }
    return new HostNames(names, addresses);
  }

  /** Whether a host is named, by itself or by an asterisk for its whole first label. */
  boolean include(String host) {
    Optional<InetAddress> address = numeric(host);
    if (address.isPresent()) {
      return addresses.contains(address.get());
    }
    String name = canonical(host);
    int dot = name.indexOf('.');
    // An asterisk stands for one label, and never for a whole domain of the first level.
    boolean below = dot > 0 && name.indexOf('.', dot + 1) > 0;
    String wildcard = below ? "*" + name.substring(dot) : null;
    return names.stream().anyMatch(each -> each.equals(name) || each.equals(wildcard));
  }

  private static Optional<InetAddress> numeric(String text) {
    try {
      return Optional.of(Network.numericAddress(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
