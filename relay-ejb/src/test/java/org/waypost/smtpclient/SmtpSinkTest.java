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

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.smtpclient.RecipientOutcome.Kind.DELIVERED;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the sink that comes with Postfix (package postfix). */
class SmtpSinkTest {

  private Process sink;
  private NextHop hop;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    hop = new NextHop("127.0.0.1", port);
    List<String> command = new ArrayList<>(List.of("/usr/sbin/smtp-sink"));
    if (System.getProperty("user.name").equals("root")) {
      // It does not run as root.
      command.addAll(List.of("-u", "nobody"));
    }
    command.addAll(List.of("127.0.0.1:" + port, "128"));
    sink =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> answers(port));
  }

  @AfterEach
  void stop() {
    sink.destroy();
  }

  @Test
  void takesMailFromManyWorkersOverFewConnections() throws Exception {
    AtomicInteger delivered = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(8);
    try (SmtpClient client = Mails.client(Config.of("client.test"))) {
      for (int i = 0; i < 8; i++) {
        workers.execute(
            () -> {
              for (int n = 0; n < 250; n++) {
                DeliveryReport report =
                    client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT);
                if (report.outcomes().get(0).kind() == DELIVERED) {
                  delivered.incrementAndGet();
                }
              }
            });
      }
      workers.shutdown();
      assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      workers.shutdownNow();
    }
    assertThat(delivered).hasValue(2000);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return socket.getInputStream().read() == '2';
    } catch (IOException e) {
      return false;
    }
  }
}
