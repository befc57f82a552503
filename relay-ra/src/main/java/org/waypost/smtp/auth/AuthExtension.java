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
package org.waypost.smtp.auth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/** AUTH (RFC 4954): offers the mechanisms that are possible as things are, the strongest first. */
public final class AuthExtension implements SmtpExtension {

  private final List<Mechanism> mechanisms;

  /** With all mechanisms of this server; a listener's definition may leave some out. */
  public AuthExtension() {
    this(
        List.of(
            ScramMechanism.withBinding(),
            ScramMechanism.withoutBinding(),
            new ExternalMechanism(),
            new OAuthBearerMechanism(),
            new XOAuth2Mechanism(),
            new PlainMechanism(),
            new LoginMechanism()));
  }

  /** Without those that need an issuer of access tokens, for where none is known. */
  public static AuthExtension withoutTokens() {
    return new AuthExtension(
        List.of(
            ScramMechanism.withBinding(),
            ScramMechanism.withoutBinding(),
            new ExternalMechanism(),
            new PlainMechanism(),
            new LoginMechanism()));
  }

  AuthExtension(List<Mechanism> mechanisms) {
    this.mechanisms = List.copyOf(mechanisms);
  }

  @Override
  public Optional<String> keyword(SmtpSession session) {
    String names =
        configured(session).stream()
            .filter(mechanism -> mechanism.isPossible(session.client()))
            .map(Mechanism::name)
            .collect(Collectors.joining(" "));
    return names.isEmpty() ? Optional.empty() : Optional.of("AUTH " + names);
  }

  @Override
  public List<SmtpCommand> commands() {
    return List.of(new AuthCommand(this));
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(new AuthParameter());
  }

  /** Those that the listener offers, whether they are possible right now or not. */
  List<Mechanism> configured(SmtpSession session) {
    ListenerDefinition definition = session.settings().definition();
    if (definition.auth() == ListenerDefinition.AuthMode.NONE) {
      return List.of();
    }
    return mechanisms.stream()
        .filter(mechanism -> session.client().mayUse(mechanism.name()))
        .toList();
  }
}
