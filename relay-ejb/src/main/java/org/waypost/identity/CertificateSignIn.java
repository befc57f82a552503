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
package org.waypost.identity;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.store.Database;

/**
 * Whose account a client certificate stands for: the one that a mail address in it (subject
 * alternative name, RFC 5280 4.2.1.6) names, else the one that its common name names; each as an
 * address or as the name of the account. TLS has verified chain and key.
 */
final class CertificateSignIn {

  private static final String MECHANISM = "certificate";
  private static final int RFC822_NAME = 1;

  /** Names looked at; a certificate with more is made to keep the database busy. */
  private static final int MAX_NAMES = 10;

  private final Database database;
  private final SignInGate gate;
  private final SignInNotes notes;

  CertificateSignIn(Database database, SignInGate gate, SignInNotes notes) {
    this.database = database;
    this.gate = gate;
    this.notes = notes;
  }

  SignInAnswer signIn(Credentials.ClientCertificate offered, String remoteAddress) {
    try (SignInGate.Attempt attempt = gate.token(remoteAddress)) {
      if (attempt.closedFor().isPresent()) {
        return new SignInAnswer.Throttled(attempt.closedFor().get());
      }
      X509Certificate certificate = offered.certificate();
      // A session may outlive the certificate that it began with.
      if (!isInItsTime(certificate)) {
        return refused(remoteAddress, "the certificate has expired");
      }
      List<Account> named = accounts(names(certificate));
      Optional<Account> account = choose(named, offered.authorization());
      if (account.isEmpty()) {
        return refused(
            remoteAddress,
            named.isEmpty()
                ? "the certificate names no account"
                : "the certificate does not say which account, or another one");
      }
      notes.signedIn(account.get());
      return new SignInAnswer.Granted(account.get().name());
    }
  }

  private static boolean isInItsTime(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  /** The one that the client asks for, or the only one; never a disabled one. */
  private static Optional<Account> choose(List<Account> named, String authorization) {
    List<Account> meant =
        named.stream()
            .filter(Account::maySend)
            .filter(account -> Account.isCalled(account.name(), authorization))
            .toList();
    return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
  }

  private List<Account> accounts(List<String> names) {
    return database.read(
        statements -> {
          List<Account> accounts = new ArrayList<>();
          for (String name : names) {
            Optional<Account> account = AccountTable.findNamed(statements, name);
            boolean news =
                account.isPresent()
                    && accounts.stream().noneMatch(a -> a.name().equals(account.get().name()));
            if (news) {
              accounts.add(account.get());
            }
          }
          return accounts;
        });
  }

  /** The mail addresses, or the common name when there is none. */
  private static List<String> names(X509Certificate certificate) {
    List<String> addresses = new ArrayList<>();
    try {
      if (certificate.getSubjectAlternativeNames() != null) {
        for (List<?> name : certificate.getSubjectAlternativeNames()) {
          if (name.get(0).equals(RFC822_NAME) && addresses.size() < MAX_NAMES) {
            addresses.add((String) name.get(1));
          }
        }
      }
    } catch (CertificateException e) {
      return List.of();
    }
    return addresses.isEmpty() ? commonName(certificate) : addresses;
  }

  private static List<String> commonName(X509Certificate certificate) {
    try {
      List<Rdn> parts =
          new LdapName(certificate.getSubjectX500Principal().getName("RFC2253")).getRdns();
      // The most specific part is the last one here.
      for (int i = parts.size() - 1; i >= 0; i--) {
        Rdn part = parts.get(i);
        if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
          return List.of(name);
        }
      }
      return List.of();
    } catch (InvalidNameException e) {
      return List.of();
    }
  }

  private static SignInAnswer refused(String remoteAddress, String reason) {
    SignInLog.refused(MECHANISM, AccountName.NOBODY, remoteAddress, reason);
    return new SignInAnswer.Refused();
  }
}
