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

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate for a handshake by the server name that the client asks for (RFC 6066 3):
 * one for exactly that name, else one with a wildcard for it, else the default. Among those, one
 * with a kind of key that the client can use. Immutable.
 */
final class CertificateChoice extends X509ExtendedKeyManager {

  /** Name of the file that is the default wherever it exists. */
  private static final String DEFAULT = "default";

  private final List<ServerCertificate> certificates;
  private final Map<String, ServerCertificate> byName;
  private final List<ServerCertificate> byDefault;

  /** Chooses among these, of which there is at least one. */
  CertificateChoice(List<ServerCertificate> all) {
    // Where several fit, one that somebody put there goes before the one that Waypost made.
    certificates =
        all.stream()
            .sorted(
                Comparator.comparing(ServerCertificate::isSelfMade)
                    .thenComparing(ServerCertificate::name))
            .toList();
    byName =
        certificates.stream()
            .collect(Collectors.toUnmodifiableMap(ServerCertificate::name, Function.identity()));
    ServerCertificate first = byName.getOrDefault(DEFAULT, certificates.get(0));
    byDefault =
        certificates.stream()
            .filter(c -> c.equals(first) || (!first.names().isEmpty() && sameNames(c, first)))
            .toList();
  }

  private static boolean sameNames(ServerCertificate one, ServerCertificate other) {
    return one.names().size() == other.names().size() && one.names().containsAll(other.names());
  }

  /** Those for a client that names no server, or one that is not known. */
  List<ServerCertificate> byDefault() {
    return byDefault;
  }

  /** Those for a server name, which may be null. */
  List<ServerCertificate> candidates(String serverName) {
    if (serverName == null) {
      return byDefault;
    }
    String host = serverName.toLowerCase(Locale.ROOT);
    return matching(name -> name.equals(host))
        .or(() -> matching(name -> CertificateNames.wildcardCovers(name, host)))
        .orElse(byDefault);
  }

  private Optional<List<ServerCertificate>> matching(Predicate<String> name) {
    List<ServerCertificate> found =
        certificates.stream().filter(c -> c.names().stream().anyMatch(name)).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return candidates(requestedName(engine)).stream()
        .filter(certificate -> certificate.keyType().equals(keyType))
        .map(ServerCertificate::name)
        .findFirst()
        .orElse(null);
  }

  private static String requestedName(SSLEngine engine) {
    if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name.getType() == StandardConstants.SNI_HOST_NAME && name instanceof SNIHostName host) {
          return host.getAsciiName();
        }
      }
    }
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    ServerCertificate certificate = byName.get(alias);
    return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    ServerCertificate certificate = byName.get(alias);
    return certificate == null ? null : certificate.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return certificates.stream()
        .filter(certificate -> certificate.keyType().equals(keyType))
        .map(ServerCertificate::name)
        .toArray(String[]::new);
  }

  /** Only engines are used, which know the server name. */
  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  /** The server is never a client. */
  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  /** The server is never a client. */
  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
