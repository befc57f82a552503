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
package org.waypost.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.waypost.api.broker.ClientSignIn;

/**
 * Clients that have signed in, each for its connection. The broker asks before whatever a client
 * does; the relay is asked again when its answer is older than {@value #SECONDS} seconds, so that a
 * new password, other rights or a disabled user count soon. Safe for use by any number of threads.
 */
final class SignedInClients {

  private static final long SECONDS = 5;

  private final ClientSignIn relay;
  private final Map<RemotingConnection, Known> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** The digest is of name and password, which are not kept. */
  // Octets that are compared by the digest's own method.
  @SuppressWarnings("ArrayRecordComponent")
  private record Known(byte[] digest, ClientSignIn.Client client, long at) {}

  SignedInClients(ClientSignIn relay) {
    this.relay = relay;
  }

  /** Who it is, if it may come in. */
  Optional<ClientSignIn.Client> signIn(
      String user, String password, RemotingConnection connection) {
    byte[] digest = digest(user, password);
    Known before = known.get(connection);
    long now = System.nanoTime();
    if (before != null
        && MessageDigest.isEqual(before.digest(), digest)
        && now - before.at() < TimeUnit.SECONDS.toNanos(SECONDS)) {
      return Optional.of(before.client());
    }
    Optional<ClientSignIn.Client> client =
        relay.signIn(user, password, address(connection.getRemoteAddress()));
    client.ifPresentOrElse(
        in -> known.put(connection, new Known(digest, in, now)), () -> known.remove(connection));
    return client;
  }

  /** {@code 192.0.2.1} of {@code /192.0.2.1:5445}. */
  static String address(String remote) {
    String plain = remote.startsWith("/") ? remote.substring(1) : remote;
    int port = plain.lastIndexOf(':');
    String host = port < 0 ? plain : plain.substring(0, port);
    int zone = host.indexOf('%');
    host = zone < 0 ? host : host.substring(0, zone);
    return host.replace("[", "").replace("]", "");
  }

  private static byte[] digest(String user, String password) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
