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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IssuerKeysTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final String FIRST = new TestIssuer("1").jwks();
  private static final String SECOND = new TestIssuer("2").jwks();

  private static IssuerKeys.Timing timing(Duration soonest, Duration kept) {
    return new IssuerKeys.Timing(LONG, soonest, Duration.ofSeconds(30), kept);
  }

  private static Optional<List<JWK>> find(IssuerKeys keys, String id) {
    return keys.matching(new JWKMatcher.Builder().keyID(id).build());
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNeedsIt() {
    AtomicInteger fetches = new AtomicInteger();
    IssuerKeys.Source rotating = () -> fetches.getAndIncrement() == 0 ? FIRST : SECOND;
    try (IssuerKeys keys = new IssuerKeys(rotating, timing(Duration.ZERO, LONG), Thread::new)) {
      assertThat(find(keys, "rsa1").orElseThrow()).hasSize(1);
      assertThat(find(keys, "rsa2").orElseThrow()).hasSize(1);
      assertThat(find(keys, "rsa1").orElseThrow()).isEmpty();
    }
  }

  @Test
  void unknownKeysDoNotCauseAFetchEach() {
    AtomicInteger fetches = new AtomicInteger();
    IssuerKeys.Source counted =
        () -> {
          fetches.incrementAndGet();
          return FIRST;
        };
    try (IssuerKeys keys = new IssuerKeys(counted, timing(LONG, LONG), Thread::new)) {
      for (int i = 0; i < 100; i++) {
        assertThat(find(keys, "unknown" + i).orElseThrow()).isEmpty();
      }
      assertThat(fetches).hasValue(1);
    }
  }

  @Test
  void keysOutliveAnOutageForATime() {
    AtomicInteger fetches = new AtomicInteger();
    IssuerKeys.Source failing =
        () -> {
          if (fetches.getAndIncrement() > 0) {
            throw new IOException("away");
          }
          return FIRST;
        };
    try (IssuerKeys keys = new IssuerKeys(failing, timing(Duration.ZERO, LONG), Thread::new)) {
      assertThat(find(keys, "rsa1").orElseThrow()).hasSize(1);
      assertThat(find(keys, "rsa2").orElseThrow()).isEmpty();
      assertThat(find(keys, "rsa1").orElseThrow()).hasSize(1);
    }
    fetches.set(0);
    try (IssuerKeys keys =
        new IssuerKeys(failing, timing(Duration.ofMillis(1), Duration.ofMillis(50)), Thread::new)) {
      await().untilAsserted(() -> assertThat(find(keys, "rsa1")).isEmpty());
    }
  }

  @Test
  void whoKnowsItsKeyDoesNotWaitForAFetch() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch fetching = new CountDownLatch(2);
    IssuerKeys.Source slow =
        () -> {
          fetching.countDown();
          try {
            if (fetching.getCount() == 0) {
              hold.await();
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return FIRST;
        };
    IssuerKeys.Timing often =
        new IssuerKeys.Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), LONG);
    try (IssuerKeys keys = new IssuerKeys(slow, often, Thread::new)) {
      fetching.await();
      assertThat(find(keys, "rsa1").orElseThrow()).hasSize(1);
      hold.countDown();
    }
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.json"), FIRST);

    assertThat(new KeyLocation(file.toUri()).fetch()).isEqualTo(FIRST);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(new KeyLocation(folder.resolve("none").toUri())::fetch);
  }

  @Test
  void readsFromTheNamedPlaceAloneAndNotWithoutEnd() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/keys", 200, FIRST);
    answer(server, "/error", 500, FIRST);
    answer(server, "/large", 200, "x".repeat(600 * 1024));
    answer(server, "/moved", 302, "");
    server.start();
    try {
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(new KeyLocation(URI.create(root + "/keys")).fetch()).isEqualTo(FIRST);
      for (String path : List.of("/error", "/large", "/moved")) {
        assertThatExceptionOfType(IOException.class)
            .as(path)
            .isThrownBy(new KeyLocation(URI.create(root + path))::fetch);
      }
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] octets = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "/keys");
          exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
          try (var out = exchange.getResponseBody()) {
            out.write(octets);
          } catch (IOException e) {
            // The reader had enough.
          }
        });
  }
}
