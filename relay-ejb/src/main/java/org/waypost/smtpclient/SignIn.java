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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.security.sasl.SaslException;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.TlsPolicy.Level;
import org.waypost.smtpclient.sasl.Exchange;
import org.waypost.smtpclient.sasl.Mechanisms;

/**
 * Signs in at a smart host (RFC 4954). Nothing secret is sent in clear, unless the policy of the
 * hop is to use no TLS at all.
 */
final class SignIn {

  private static final int MAX_CHALLENGES = 10;

  private final SmtpConnection connection;
  private final Login login;
  private final AccessTokens tokens;

  SignIn(SmtpConnection connection, Login login, AccessTokens tokens) {
    this.connection = connection;
    this.login = login;
    this.tokens = tokens;
  }

  /**
   * Signs in.
   *
   * @throws PeerException when that did not come about; the mail may be tried again
   */
  void run() throws PeerException {
    boolean clear = !connection.isEncrypted();
    if (clear && connection.security().tls().level() != Level.NONE) {
      throw failed("it is not asked for a password in clear text", null);
    }
    String mechanism =
        Mechanisms.choose(offered(), login.mechanism(), login.oauth().isPresent(), clear)
            .orElseThrow(() -> failed("no mechanism is known to both sides: " + offered(), null));
    if (login.oauth().isEmpty()) {
      Reply reply = exchange(mechanism, login.password().orElseThrow());
      if (reply.code() != 235) {
        throw failed(reply.toString(), null);
      }
      return;
    }
    AccessTokens.Token token = token();
    Reply reply = exchange(mechanism, token.value());
    if (reply.code() != 235) {
      tokens.forget(login.oauth().get(), token);
      if (!token.fresh() && reply.isPermanent()) {
        // It was taken back before its time, perhaps; the next one is worth a try.
        token = token();
        reply = exchange(mechanism, token.value());
      }
    }
    if (reply.code() != 235) {
      throw failed(reply.toString(), null);
    }
  }

  private AccessTokens.Token token() throws PeerException {
    try {
      return tokens.get(login.oauth().orElseThrow());
    } catch (IOException e) {
      throw failed("there is no access token: " + e.getMessage(), e);
    }
  }

  private Reply exchange(String mechanism, String secret) throws PeerException {
    try (Exchange exchange =
        Mechanisms.begin(
            mechanism, new Mechanisms.Credentials(login.user(), secret, connection.hop().host()))) {
      Optional<byte[]> initial = exchange.initial();
      String first =
          initial.map(octets -> " " + (octets.length == 0 ? "=" : base64(octets))).orElse("");
      Reply reply = command("AUTH " + mechanism + first);
      for (int i = 0; reply.code() == 334; i++) {
        if (i == MAX_CHALLENGES) {
          throw failed("it asks without end", null);
        }
        reply = command(base64(exchange.answer(challenge())));
      }
      if (reply.code() == 235 && !exchange.isProven()) {
        throw failed("it does not prove to know the password itself", null);
      }
      return reply;
    } catch (SaslException | IllegalArgumentException e) {
      throw failed(mechanism + " failed: " + e.getMessage(), e);
    }
  }

  private Reply command(String line) throws PeerException {
    connection.send((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return connection.reply(Stage.AUTH);
  }

  /** As it came, as a reply that is read for people may have been cut. */
  private byte[] challenge() {
    String response = connection.getLastServerResponse();
    String text = response.length() > 4 ? response.substring(4).strip() : "";
    return Base64.getDecoder().decode(text);
  }

  /** Some servers write {@code AUTH=LOGIN} for old clients. */
  private Set<String> offered() {
    Set<String> names = new LinkedHashSet<>();
    for (String extension : List.of("AUTH", "AUTH=LOGIN", "AUTH=PLAIN")) {
      if (connection.offers(extension)) {
        String words =
            extension.substring(4).replace('=', ' ')
                + " "
                + connection.getExtensionParameter(extension);
        names.addAll(Arrays.asList(words.strip().toUpperCase(Locale.ROOT).split("[ =]+")));
      }
    }
    names.remove("");
    return names;
  }

  private PeerException failed(String text, Throwable cause) {
    return Failures.notSignedIn(connection.peer(), text, cause);
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
