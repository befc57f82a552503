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

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.settings.TlsSettings;

/**
 * The certificates at one time: those in use, and what is wrong with files. Immutable; the next set
 * keeps of this one what the files no longer give.
 *
 * @param inUse by name
 * @param problems by name of the file that has one; may also name certificates in use, whose file
 *     has gone bad since
 * @param authorities of client certificates; null for none
 * @param engines null when there is no certificate
 */
record CertificateSet(
    Map<String, ServerCertificate> inUse,
    Map<String, String> problems,
    ClientAuthorities authorities,
    CertificateChoice choice,
    TlsEngines engines) {

  private static final Logger LOG = System.getLogger(CertificateSet.class.getName());

  private static CertificateSet of(
      Map<String, ServerCertificate> inUse,
      Map<String, String> problems,
      ClientAuthorities authorities,
      TlsSettings settings) {
    if (inUse.isEmpty()) {
      return new CertificateSet(inUse, problems, authorities, null, null);
    }
    CertificateChoice choice = new CertificateChoice(List.copyOf(inUse.values()));
    try {
      return new CertificateSet(
          inUse,
          problems,
          authorities,
          choice,
          new TlsEngines(choice, authorities, settings.protocols()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A JDK without TLS", e);
    }
  }

  /**
   * The first set of a process.
   *
   * @throws UnusableFileException when the authorities of clients cannot be read
   */
  static CertificateSet read(CertificateFolder folder, TlsSettings settings)
      throws IOException, UnusableFileException {
    ClientAuthorities authorities =
        settings.clientCa().isPresent() ? ClientAuthorities.read(settings.clientCa().get()) : null;
    Map<String, ServerCertificate> good = new TreeMap<>();
    Map<String, String> problems = new TreeMap<>();
    sort(folder.read(), good, problems);
    return of(good, problems, authorities, settings);
  }

  /** The set behind this one. */
  CertificateSet next(Map<String, CertificateFolder.Found> files, TlsSettings settings) {
    Map<String, ServerCertificate> good = new TreeMap<>();
    Map<String, String> bad = new TreeMap<>();
    sort(files, good, bad);
    for (String name : Set.copyOf(bad.keySet())) {
      if (inUse.containsKey(name)) {
        good.put(name, inUse.get(name));
      }
    }
    if (good.isEmpty()) {
      // Without any, there would be no TLS at all: better those whose files were taken away.
      good.putAll(inUse);
      inUse.keySet().forEach(name -> bad.putIfAbsent(name, "its file is gone"));
    }
    return of(good, bad, nextAuthorities(bad, settings), settings);
  }

  private ClientAuthorities nextAuthorities(Map<String, String> bad, TlsSettings settings) {
    if (settings.clientCa().isEmpty()) {
      return null;
    }
    try {
      return ClientAuthorities.read(settings.clientCa().get());
    } catch (UnusableFileException e) {
      bad.put("WAYPOST_TLS_CLIENT_CA", e.getMessage());
      return authorities;
    }
  }

  private static void sort(
      Map<String, CertificateFolder.Found> files,
      Map<String, ServerCertificate> good,
      Map<String, String> bad) {
    files.forEach(
        (name, found) -> {
          if (found.certificate() != null) {
            good.put(name, found.certificate());
          } else {
            bad.put(name, found.problem());
          }
        });
  }

  /** One status for each certificate and each bad file, by name. */
  List<CertificateStatus> status() {
    Set<String> names = new TreeSet<>(inUse.keySet());
    names.addAll(problems.keySet());
    List<CertificateStatus> all = new ArrayList<>();
    for (String name : names) {
      String problem = problems.getOrDefault(name, "");
      ServerCertificate certificate = inUse.get(name);
      all.add(
          certificate == null
              ? new CertificateStatus(
                  name, List.of(), "", "", "", Instant.EPOCH, Instant.EPOCH, false, false, problem)
              : status(certificate, problem));
    }
    return List.copyOf(all);
  }

  private CertificateStatus status(ServerCertificate certificate, String problem) {
    X509Certificate leaf = certificate.leaf();
    return new CertificateStatus(
        certificate.name(),
        certificate.names(),
        leaf.getSubjectX500Principal().getName(),
        leaf.getIssuerX500Principal().getName(),
        fingerprint(leaf),
        leaf.getNotBefore().toInstant(),
        leaf.getNotAfter().toInstant(),
        certificate.isSelfMade(),
        choice.byDefault().contains(certificate),
        problem);
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A certificate without its encoding", e);
    }
  }

  /** One line for each certificate. */
  void log() {
    for (CertificateStatus status : status()) {
      if (!status.problem().isEmpty()) {
        LOG.log(Level.WARNING, "Certificate {0}: {1}", status.name(), status.problem());
      }
      if (inUse.containsKey(status.name())) {
        boolean expired = status.notAfter().isBefore(Instant.now());
        LOG.log(
            expired ? Level.WARNING : Level.INFO,
            "Certificate {0} is in use for {1}, {2} {3}",
            status.name(),
            String.join(", ", status.names()),
            expired ? "but expired at" : "expires at",
            status.notAfter());
      }
    }
    if (inUse.isEmpty()) {
      LOG.log(Level.ERROR, "There is no certificate that can be used: no TLS is offered");
    }
  }
}
