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

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a peer's certificates with TLSA records (RFC 7671 5, RFC 7672 3). */
final class TlsaMatch {

  /** Certificates of a chain that are looked at. */
  private static final int MOST = 10;

  private final List<TlsaRecord> records;
  private final List<String> names;

  /**
   * Takes the records to compare with.
   *
   * @param records usable ones
   * @param names one of which a certificate below a trust anchor has to have
   */
  TlsaMatch(List<TlsaRecord> records, List<String> names) {
    // RFC 7671 9: of several digests of the same thing, the strongest decides.
    this.records =
        records.stream()
            .filter(each -> records.stream().noneMatch(other -> other.isStrongerThan(each)))
            .toList();
    this.names = names;
  }

  /**
   * The record that matches.
   *
   * @throws CertificateException when none does
   */
  TlsaRecord check(List<X509Certificate> chain) throws CertificateException {
    if (chain.isEmpty()) {
      throw new CertificateException("The peer shows no certificate");
    }
    X509Certificate own = chain.get(0);
    for (TlsaRecord each : records) {
      // RFC 7672 3.1.1: neither its names nor its dates count, the signed record vouches for it.
      if (each.usage() == TlsaRecord.END_ENTITY && each.matches(own)) {
        return each;
      }
    }
    return underAnchor(own, chain.subList(1, Math.min(chain.size(), MOST)));
  }

  /**
   * Goes from issuer to issuer until one is a trust anchor. It comes from the peer, or from a
   * record that holds all of it (RFC 7671 5.2.2).
   */
  private TlsaRecord underAnchor(X509Certificate own, List<X509Certificate> sent)
      throws CertificateException {
    List<TlsaRecord> anchors =
        records.stream().filter(each -> each.usage() == TlsaRecord.TRUST_ANCHOR).toList();
    Set<X509Certificate> left = new LinkedHashSet<>(sent);
    anchors.forEach(each -> each.certificate().ifPresent(left::add));
    List<X509Certificate> path = new ArrayList<>();
    CertificateException problem =
        new CertificateException("No TLSA record matches the certificate of the peer");
    X509Certificate next = own;
    while (next != null) {
      path.add(next);
      left.remove(next);
      List<X509Certificate> issuers = issuers(next, left);
      for (TlsaRecord record : anchors) {
        for (TrustAnchor anchor : anchors(record, next, issuers)) {
          try {
            verify(path, anchor);
            requireName(own);
            return record;
          } catch (CertificateException e) {
            // Another may do: while keys are rolled over there are several.
            problem = e;
          }
        }
      }
      next = issuers.isEmpty() ? null : issuers.get(0);
    }
    throw problem;
  }

  private static List<X509Certificate> issuers(X509Certificate of, Set<X509Certificate> among) {
    return among.stream()
        .filter(
            each ->
                each.getSubjectX500Principal().equals(of.getIssuerX500Principal())
                    && isSignedBy(of, each.getPublicKey()))
        .toList();
  }

  /** What a record makes a trust anchor, of those who may have issued a certificate. */
  private static List<TrustAnchor> anchors(
      TlsaRecord record, X509Certificate last, List<X509Certificate> issuers)
      throws CertificateException {
    List<TrustAnchor> found = new ArrayList<>();
    for (X509Certificate each : issuers) {
      if (record.matches(each)) {
        found.add(new TrustAnchor(each, null));
      }
    }
    Optional<PublicKey> bare = record.publicKey().filter(key -> isSignedBy(last, key));
    if (found.isEmpty() && bare.isPresent()) {
      found.add(new TrustAnchor(last.getIssuerX500Principal(), bare.get(), null));
    }
    return found;
  }

  private static boolean isSignedBy(X509Certificate certificate, PublicKey issuer) {
    try {
      certificate.verify(issuer);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static void verify(List<X509Certificate> path, TrustAnchor anchor)
      throws CertificateException {
    try {
      if (anchor.getTrustedCert() != null) {
        anchor.getTrustedCert().checkValidity();
      }
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (CertPathValidatorException e) {
      throw new CertificateException(
          "The certificate of the peer does not verify under its trust anchor: " + e.getMessage(),
          e);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform verifies certificates", e);
    }
  }

  private void requireName(X509Certificate own) throws CertificateException {
    if (names.stream().noneMatch(CertificateNames.of(own)::include)) {
      throw new CertificateException(
          "The certificate of the peer names none of " + String.join(", ", names));
    }
  }
}
