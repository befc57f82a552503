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
package org.waypost.test.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Signs access tokens, and gives them to whoever asks by the client credentials grant. */
final class TokenIssuer {

  static final String NAME = "https://id.example";
  static final String AUDIENCE = "mail";

  private final KeyPair pair;

  TokenIssuer() throws GeneralSecurityException {
    pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
  }

  /** Its keys as JSON (RFC 7517). */
  String keys() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\""
        + base64url(unsigned(key.getModulus()))
        + "\",\"e\":\""
        + base64url(unsigned(key.getPublicExponent()))
        + "\"}]}";
  }

  /** A token that names a user by address, good for 10 minutes. */
  String token(String email) throws GeneralSecurityException {
    long expiry = Instant.now().plusSeconds(600).getEpochSecond();
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"exp\":%d,\"email\":\"%s\"}"
            .formatted(NAME, AUDIENCE, expiry, email);
    String signed =
        base64url("{\"alg\":\"RS256\",\"kid\":\"k\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + base64url(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64url(signature.sign());
  }

  /** Serves tokens for one user on an ephemeral port of 127.0.0.1; the caller stops it. */
  HttpServer serve(String email) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    server.createContext("/token", exchange -> give(exchange, email));
    server.start();
    return server;
  }

  private void give(HttpExchange exchange, String email) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    try {
      boolean granted = asked.contains("grant_type=client_credentials");
      byte[] answer =
          (granted
                  ? "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":600}"
                      .formatted(token(email))
                  : "{\"error\":\"unsupported_grant_type\"}")
              .getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(granted ? 200 : 400, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] octets = number.toByteArray();
    return octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
  }

  private static String base64url(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
