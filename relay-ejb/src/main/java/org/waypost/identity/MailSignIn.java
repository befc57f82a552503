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

import java.util.Optional;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.store.StoreException;

/**
 * Signs in the clients of SMTP, with whatever they offer. Accounts that may send do.
 *
 * <p>Nobody acts as somebody else: an authorization identity other than the account's own name is
 * refused, also for administrators.
 */
public final class MailSignIn {

  private final Accounts accounts;
  private final ScramSignIn scram;
  private final TokenSignIn tokens;
  private final CertificateSignIn certificates;
  private volatile Optional<PluginSignIn> plugins = Optional.empty();

  MailSignIn(
      Accounts accounts, ScramSignIn scram, TokenSignIn tokens, CertificateSignIn certificates) {
    this.accounts = accounts;
    this.scram = scram;
    this.tokens = tokens;
    this.certificates = certificates;
  }

  /** Asks these too, about names that there is no account of. */
  void asking(PluginSignIn others) {
    plugins = Optional.of(others);
  }

  /** Checks who a client is; blocks for some seconds at most. */
  public SignInAnswer signIn(SessionInfo session, Credentials credentials) {
    String address = session.remote().getAddress().getHostAddress();
    try {
      if (credentials instanceof Credentials.Password password) {
        return plugins
            .flatMap(it -> it.signIn(session, password, address))
            .orElseGet(() -> password(password, address));
      }
      if (credentials instanceof Credentials.ScramStart start) {
        return scram.start(start, address);
      }
      if (credentials instanceof Credentials.ScramEnd end) {
        return scram.end(end, address);
      }
      if (credentials instanceof Credentials.Token token) {
        return tokens.signIn(token, address);
      }
      return certificates.signIn((Credentials.ClientCertificate) credentials, address);
    } catch (StoreException e) {
      SignInLog.unavailable("SMTP", e);
      return new SignInAnswer.Unavailable();
    }
  }

  private SignInAnswer password(Credentials.Password password, String address) {
    Accounts.SignIn answer = accounts.signIn(password.name(), password.password(), address);
    if (answer instanceof Accounts.SignIn.Granted granted) {
      if (!granted.roles().contains(Role.ADMINISTRATOR.text())
          && !granted.roles().contains(Role.SUBMITTER.text())) {
        SignInLog.refused("password", granted.name(), address, "the account may not send");
        return new SignInAnswer.Refused();
      }
      return granted(granted.name(), password.authorization(), address);
    }
    if (answer instanceof Accounts.SignIn.Throttled throttled) {
      return new SignInAnswer.Throttled(throttled.retryAfter());
    }
    return answer instanceof Accounts.SignIn.Unavailable
        ? new SignInAnswer.Unavailable()
        : new SignInAnswer.Refused();
  }

  static SignInAnswer granted(String name, String authorization, String address) {
    if (Account.isCalled(name, authorization)) {
      return new SignInAnswer.Granted(name);
    }
    SignInLog.refused("password", name, address, "asks to act as somebody else");
    return new SignInAnswer.Refused();
  }
}
