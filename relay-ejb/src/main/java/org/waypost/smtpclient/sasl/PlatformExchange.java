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
package org.waypost.smtpclient.sasl;

import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.RealmChoiceCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** A mechanism of the Java platform: PLAIN, CRAM-MD5, DIGEST-MD5 or NTLM. */
final class PlatformExchange implements Exchange {

  private final SaslClient client;
  private final String mechanism;
  private final Mechanisms.Credentials credentials;

  PlatformExchange(String mechanism, Mechanisms.Credentials credentials) throws SaslException {
    this.mechanism = mechanism;
    this.credentials = credentials;
    this.client =
        Sasl.createSaslClient(
            new String[] {mechanism},
            null,
            "smtp",
            credentials.host(),
            Map.of(Sasl.QOP, "auth"),
            this::answer);
    if (client == null) {
      throw new SaslException("the Java platform does not know it");
    }
  }

  private void answer(Callback[] callbacks) throws UnsupportedCallbackException {
    for (Callback each : callbacks) {
      if (each instanceof NameCallback name) {
        name.setName(userWithoutDomain());
      } else if (each instanceof PasswordCallback password) {
        password.setPassword(credentials.secret().toCharArray());
      } else if (each instanceof RealmChoiceCallback choice) {
        choice.setSelectedIndex(choice.getDefaultChoice());
      } else if (each instanceof RealmCallback realm) {
        realm.setText(realm(realm.getDefaultText()));
      } else {
        throw new UnsupportedCallbackException(each);
      }
    }
  }

  /** With NTLM, a user may be told as DOMAIN\\user. */
  private String userWithoutDomain() {
    int at = isNtlm() ? credentials.user().indexOf('\\') : -1;
    return credentials.user().substring(at + 1);
  }

  private String realm(String usual) {
    int at = isNtlm() ? credentials.user().indexOf('\\') : -1;
    return at < 0 ? usual == null ? "" : usual : credentials.user().substring(0, at);
  }

  private boolean isNtlm() {
    return mechanism.equals("NTLM");
  }

  @Override
  public Optional<byte[]> initial() throws SaslException {
    return client.hasInitialResponse()
        ? Optional.of(client.evaluateChallenge(new byte[0]))
        : Optional.empty();
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslException {
    byte[] answer = client.evaluateChallenge(challenge);
    return answer == null ? new byte[0] : answer;
  }

  @Override
  public boolean isProven() {
    return client.isComplete();
  }

  @Override
  public void close() throws SaslException {
    client.dispose();
  }
}
