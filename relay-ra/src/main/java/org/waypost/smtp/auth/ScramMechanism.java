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

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.Client;
import org.waypost.smtp.tls.TlsSession;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): both ends prove that they know the
 * password, and neither shows it. The second also proves that there is nobody between them, by the
 * channel binding {@code tls-server-end-point} (RFC 5929).
 */
final class ScramMechanism implements Mechanism {

  static final String BINDING = "tls-server-end-point";

  private static final String PLUS = "SCRAM-SHA-256-PLUS";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_OCTETS = 18;
  // The challenge, which repeats it, has to stay one reply line.
  private static final int MOST_NONCE = 128;

  private final boolean binds;
  private final Supplier<String> nonces;

  private ScramMechanism(boolean binds, Supplier<String> nonces) {
    this.binds = binds;
    this.nonces = nonces;
  }

  static ScramMechanism withoutBinding() {
    return withoutBinding(ScramMechanism::nonce);
  }

  static ScramMechanism withoutBinding(Supplier<String> nonces) {
    return new ScramMechanism(false, nonces);
  }

  static ScramMechanism withBinding() {
    return new ScramMechanism(true, ScramMechanism::nonce);
  }

  private static String nonce() {
    byte[] octets = new byte[NONCE_OCTETS];
    RANDOM.nextBytes(octets);
    return Base64.getEncoder().encodeToString(octets);
  }

  @Override
  public String name() {
    return binds ? PLUS : "SCRAM-SHA-256";
  }

  @Override
  public boolean isPossible(Client client) {
    return !binds || binding(client).isPresent();
  }

  @Override
  public boolean needsTls() {
    return binds;
  }

  @Override
  public Step begin(Optional<byte[]> initial, Client client) {
    return initial.isPresent()
        ? first(initial.get(), client)
        : Step.Challenge.of("", response -> first(response, client));
  }

  private Step first(byte[] response, Client client) {
    Gs2Header header = Gs2Header.parse(Octets.text(response));
    checkBinding(header, client);
    String[] attributes = header.bare().split(",", -1);
    if (attributes.length < 2
        || !attributes[0].startsWith("n=")
        || !attributes[1].startsWith("r=")) {
      // RFC 5802 5.1: "m=" asks for an extension, of which there is none.
      throw new MalformedMessageException("The first message is not of the form n=,r=");
    }
    String name = Gs2Header.saslName(attributes[0].substring(2));
    String nonce = attributes[1].substring(2);
    boolean printable = nonce.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (name.isEmpty() || nonce.isEmpty() || nonce.length() > MOST_NONCE || !printable) {
      throw new MalformedMessageException(
          "A name, and a nonce of 1 to " + MOST_NONCE + " printable characters, are needed");
    }
    byte[] channel = binds ? binding(client).orElseThrow() : new byte[0];
    ScramExchange exchange = new ScramExchange(header, name, nonce + nonces.get(), channel);
    return new Step.Question(
        new Credentials.ScramStart(header.authorization(), name),
        answer ->
            answer instanceof SignInAnswer.ScramKeys keys
                ? exchange.challenge(keys)
                : new Step.Outcome(answer));
  }

  private void checkBinding(Gs2Header header, Client client) {
    if (binds) {
      if (!BINDING.equals(header.bindingType())) {
        throw new MalformedMessageException("The channel binding that is offered is " + BINDING);
      }
      return;
    }
    if (header.binding() == Gs2Header.Binding.USED) {
      throw new MalformedMessageException("Channel binding is for the mechanism with -PLUS");
    }
    // RFC 5802 6: somebody has taken the mechanism with -PLUS out of the reply to EHLO.
    if (header.binding() == Gs2Header.Binding.SERVER_CANNOT
        && client.mayUse(PLUS)
        && binding(client).isPresent()) {
      throw new MalformedMessageException("The server does offer channel binding");
    }
  }

  private static Optional<byte[]> binding(Client client) {
    return client.tlsSession().flatMap(TlsSession::serverEndPoint);
  }
}
