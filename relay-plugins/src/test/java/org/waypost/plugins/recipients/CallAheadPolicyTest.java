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
package org.waypost.plugins.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.RunningService;

class CallAheadPolicyTest {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "smtp-of-the-test");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket, "220-hello\r\n220 there");
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          said.add(line);
          answer(socket, answerTo(line));
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static String answerTo(String line) {
    if (line.startsWith("EHLO")) {
      return "502 no";
    }
    if (line.contains("nobody")) {
      return "550 5.1.1 who?";
    }
    return line.contains("later") ? "451 4.3.0 not now" : "250 2.0.0 fine";
  }

  private static void answer(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Opinion judge(RecipientPolicy policy, String address) throws Exception {
    return policy.judge(null, Recipient.of(EmailAddress.parse(address)));
  }

  private RecipientPolicy policy(Map<String, ?> more) throws Exception {
    Map<String, Object> values = new HashMap<>(more);
    values.put("servers", List.of("Example.org=127.0.0.1:" + server.getLocalPort()));
    return Declared.start(RecipientPolicy.class, "call-ahead", values);
  }

  @Test
  void whoDoesNotExistIsRefusedAndAskedForOnce() throws Exception {
    RecipientPolicy policy = policy(Map.of());
    assertThat(judge(policy, "r@example.org")).isEqualTo(Opinion.none());
    assertThat(judge(policy, "nobody@example.org").reply())
        .hasToString("550 5.1.1 No such recipient here");
    assertThat(judge(policy, "r@example.org")).isEqualTo(Opinion.none());
    assertThat(judge(policy, "nobody@example.org").reply()).isNotNull();
    assertThat(said)
        .containsExactly(
            "EHLO relay.example",
            "HELO relay.example",
            "MAIL FROM:<>",
            "RCPT TO:<r@example.org>",
            "QUIT",
            "EHLO relay.example",
            "HELO relay.example",
            "MAIL FROM:<>",
            "RCPT TO:<nobody@example.org>",
            "QUIT");
  }

  @Test
  void otherDomainsAreNotAskedFor() throws Exception {
    assertThat(judge(policy(Map.of()), "nobody@example.net")).isEqualTo(Opinion.none());
    assertThat(said).isEmpty();
  }

  @Test
  void whatIsNotKnownNowIsTreatedAsConfigured() throws Exception {
    assertThat(judge(policy(Map.of()), "later@example.org")).isEqualTo(Opinion.none());
    assertThat(judge(policy(Map.of("onTemporary", "tempfail")), "later@example.org").reply().code())
        .isEqualTo(450);
  }

  @Test
  void aServerThatIsNotThereIsAFailure() throws Exception {
    RecipientPolicy policy =
        Declared.start(
            RecipientPolicy.class,
            "call-ahead",
            Map.of("servers", List.of("example.org=127.0.0.1:" + RunningService.freePort())));
    assertThatThrownBy(() -> judge(policy, "r@example.org")).isInstanceOf(IOException.class);
  }
}
