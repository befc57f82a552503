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

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** The channel binding {@code tls-server-end-point} (RFC 5929 4): a digest of the certificate. */
final class EndPointBinding {

  private EndPointBinding() {}

  /**
   * The octets that both ends compare; empty for a certificate whose signature has no digest of its
   * own, for which RFC 5929 defines none.
   */
  static Optional<byte[]> of(X509Certificate server) {
    try {
      Optional<String> digest = digest(server);
      return digest.isEmpty()
          ? Optional.empty()
          : Optional.of(MessageDigest.getInstance(digest.get()).digest(server.getEncoded()));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> digest(X509Certificate server) throws GeneralSecurityException {
    String algorithm = server.getSigAlgName().toUpperCase(Locale.ROOT);
    if (algorithm.equals("RSASSA-PSS")) {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      try {
        parameters.init(server.getSigAlgParams());
      } catch (java.io.IOException e) {
        throw new GeneralSecurityException(e);
      }
      return Optional.of(
          strong(parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm()));
    }
    int with = algorithm.indexOf("WITH");
    return with < 0 ? Optional.empty() : Optional.of(strong(algorithm.substring(0, with)));
  }

  /** RFC 5929 4.1: SHA-256 stands for MD5 and SHA-1. */
  private static String strong(String name) {
    String digest = name.replace("-", "");
    return switch (digest) {
      case "MD5", "SHA1" -> "SHA-256";
      default -> digest.replaceFirst("^SHA(\\d)", "SHA-$1");
    };
  }
}
