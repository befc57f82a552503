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
package org.waypost.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HookClientTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private HookServer server;
  private HookClient client;

  @BeforeEach
  void open() throws Exception {
    server = new HookServer();
    client = new HookClient(timer, SSLContext.getDefault(), Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    server.close();
    timer.shutdownNow();
  }

  private HookAnswer post(String url) {
    return client.post(URI.create(url), true, Map.of("Waypost-Webhook", "shop"), BODY);
  }

  @Test
  void postsAndTellsTheAnswer() {
    HookAnswer answer = post(server.url("/hook?x=1"));
    assertThat(answer.isTaken()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("seen");
    assertThat(server.posts().get(0).body()).isEqualTo("{}");
    assertThat(server.posts().get(0).header("Waypost-webhook")).isEqualTo("shop");
  }

  @Test
  void followsNoRedirect() {
    server.answering(302);
    HookAnswer answer = post(server.url("/hook"));
    assertThat(answer.isTaken()).isFalse();
    assertThat(answer.status()).isEqualTo(302);
    assertThat(server.posts()).hasSize(1);
  }

  @Test
  void connectsToNoPrivateAddressByWhateverName() {
    for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"}) {
      HookAnswer answer =
          client.post(
              URI.create(server.url("/hook").replace("127.0.0.1", host)), false, Map.of(), BODY);
      assertThat(answer.status()).isNull();
      assertThat(answer.text()).contains("not public");
    }
    assertThat(server.posts()).isEmpty();
  }

  @Test
  void waitsNoLongerThanItsLimit() {
    HookAnswer answer = post(server.url("/never"));
    assertThat(answer.status()).isNull();
    assertThat(answer.text()).contains("No answer within 1 s");
    assertThat(answer.millis()).isLessThan(10_000);
  }

  @Test
  void waitsForNobodyWhoDoesNotRead() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HookAnswer answer =
          client.post(
              URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"),
              true,
              Map.of(),
              new byte[64 << 20]);
      assertThat(answer.text()).contains("No answer within 1 s");
    }
  }

  @Test
  void readsNoMoreThanItTakes() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      new Thread(() -> talk(endless)).start();
      HookAnswer answer = post("http://127.0.0.1:" + endless.getLocalPort() + "/");
      assertThat(answer.text()).contains("too long");
    }
  }

  private static void talk(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        socket.getOutputStream().write("X-More: and more\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (java.io.IOException e) {
      // The client has had enough.
      return;
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    assertThat(post("http://127.0.0.1:" + port + "/").text()).containsIgnoringCase("refused");
  }
}
