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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;

/** What of a SCRAM exchange is needed for its later messages (RFC 5802 5). Immutable. */
final class ScramExchange {

  private final Gs2Header header;
  private final String name;
  private final String nonce;
  private final byte[] channel;

  /**
   * Behind the client's first message.
   *
   * @param nonce of both ends
   * @param channel the channel binding; empty without one
   */
  ScramExchange(Gs2Header header, String name, String nonce, byte[] channel) {
    this.header = header;
    this.name = name;
    this.nonce = nonce;
    this.channel = channel;
  }

  /** The server's first message. */
  Step challenge(SignInAnswer.ScramKeys keys) {
    String salt = Base64.getEncoder().encodeToString(keys.salt());
    String serverFirst = "r=" + nonce + ",s=" + salt + ",i=" + keys.iterations();
    return Step.Challenge.of(
        serverFirst, response -> verify(Octets.text(response), serverFirst, keys));
  }

  /** The client's final message. */
  private Step verify(String clientFinal, String serverFirst, SignInAnswer.ScramKeys keys) {
    int end = clientFinal.lastIndexOf(",p=");
    if (end < 0) {
      throw new MalformedMessageException("The final message has no proof");
    }
    String withoutProof = clientFinal.substring(0, end);
    String[] attributes = withoutProof.split(",", -1);
    if (attributes.length < 2
        || !attributes[0].startsWith("c=")
        || !attributes[1].equals("r=" + nonce)) {
      throw new MalformedMessageException("The final message is not of the form c=,r=,p=");
    }
    byte[] proof = decode(clientFinal.substring(end + 3));
    byte[] binding = decode(attributes[0].substring(2));
    byte[] exchanged =
        (header.bare() + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
    boolean proven =
        MessageDigest.isEqual(binding, expectedBinding())
            && ScramProof.isRight(proof, keys.storedKey(), exchanged);
    return new Step.Question(
        new Credentials.ScramEnd(header.authorization(), name, proven),
        answer -> conclude(answer, proven, ScramProof.signature(keys.serverKey(), exchanged)));
  }

  /** The server's final message, with which it proves itself; the client has no more to say. */
  private static Step conclude(SignInAnswer answer, boolean proven, byte[] signature) {
    if (!(answer instanceof SignInAnswer.Granted)) {
      return new Step.Outcome(answer);
    }
    if (!proven) {
      return Step.Outcome.REFUSED;
    }
    return Step.Challenge.of(
        "v=" + Base64.getEncoder().encodeToString(signature),
        response -> {
          if (response.length > 0) {
            throw new MalformedMessageException("The last response is empty");
          }
          return new Step.Outcome(answer);
        });
  }

  private byte[] expectedBinding() {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(header.text().getBytes(StandardCharsets.UTF_8));
    input.writeBytes(channel);
    return input.toByteArray();
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("An attribute is not base64", e);
    }
  }
}
