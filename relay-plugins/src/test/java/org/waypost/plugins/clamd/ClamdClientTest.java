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
package org.waypost.plugins.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.RunningService;
import org.waypost.plugins.service.TextMail;
import org.waypost.plugins.wire.ServiceAddress;

/** Against the real clamd, with one signature of our own. */
class ClamdClientTest {

  private static final String VIRUS = "waypost-test-virus";

  @TempDir static Path folder;
  private static RunningService clamd;
  private static ServiceAddress port;
  private static ServiceAddress socket;

  @BeforeAll
  static void start() throws IOException {
    int free = RunningService.freePort();
    port = ServiceAddress.parse("127.0.0.1:" + free);
    socket = ServiceAddress.parse("unix:" + folder.resolve("clamd.sock"));
    Path database = Files.createDirectory(folder.resolve("db"));
    String hex = HexFormat.of().formatHex(VIRUS.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(database.resolve("test.ndb"), "Waypost.Test:0:*:" + hex + "\n");
    Path config = folder.resolve("clamd.conf");
    Files.writeString(
        config,
        """
        LocalSocket %s
        TCPSocket %d
        TCPAddr 127.0.0.1
        Foreground yes
        DatabaseDirectory %s
        StreamMaxLength 1M
        """
            .formatted(folder.resolve("clamd.sock"), free, database));
    clamd = RunningService.start(folder, free, "clamd", "--config-file=" + config);
  }

  @AfterAll
  static void stop() {
    if (clamd != null) {
      clamd.close();
    }
  }

  private static ClamdClient client(ServiceAddress address) {
    return new ClamdClient(address, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  @Test
  void nothingIsFoundInAnOrdinaryMessage() throws IOException {
    ClamdAnswer answer = client(port).scan(TextMail.of("Subject: hello\n\nhello\n"));
    assertThat(answer).isEqualTo(new ClamdAnswer(ClamdAnswer.Kind.CLEAN, ""));
  }

  @Test
  void aVirusIsFoundOverTheUnixSocketToo() throws IOException {
    TextMail mail = TextMail.of("Subject: hello\n\n" + VIRUS + "\n");
    for (ServiceAddress each : new ServiceAddress[] {port, socket}) {
      ClamdAnswer answer = client(each).scan(mail);
      assertThat(answer.kind()).isEqualTo(ClamdAnswer.Kind.FOUND);
      assertThat(answer.text()).startsWith("Waypost.Test");
    }
  }

  @Test
  void aVirusIsFoundAfterManyChunks() throws IOException {
    String lines = "x".repeat(70).concat("\n").repeat(10_000);
    ClamdAnswer answer = client(socket).scan(TextMail.of("Subject: x\n\n" + lines + VIRUS + "\n"));
    assertThat(answer.kind()).isEqualTo(ClamdAnswer.Kind.FOUND);
  }

  @Test
  void aMessageOverTheLimitOfClamdIsSaidToBeSo() throws IOException {
    byte[] large = new byte[3 * 1024 * 1024];
    for (ServiceAddress each : new ServiceAddress[] {port, socket}) {
      assertThat(client(each).scan(new TextMail(large)).kind())
          .isEqualTo(ClamdAnswer.Kind.TOO_LARGE);
    }
  }

  @Test
  void itAnswersAPing() throws IOException {
    client(port).ping();
    client(socket).ping();
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForLonger() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServiceAddress address = ServiceAddress.parse("127.0.0.1:" + silent.getLocalPort());
      ClamdClient client = new ClamdClient(address, Duration.ofSeconds(5), Duration.ofMillis(200));
      assertThatThrownBy(() -> client.scan(TextMail.of("Subject: x\n\nx\n")))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whoIsNotThereIsNamed() throws IOException {
    ServiceAddress nobody = ServiceAddress.parse("127.0.0.1:" + RunningService.freePort());
    assertThatThrownBy(() -> client(nobody).ping()).hasMessageContaining(nobody.toString());
    ServiceAddress nothing = ServiceAddress.parse("unix:" + folder.resolve("none.sock"));
    assertThatThrownBy(() -> client(nothing).ping()).hasMessageContaining("none.sock");
  }

  private static FilterResult filtered(Map<String, ?> values, String body) throws Exception {
    Map<String, Object> all = new HashMap<>(values);
    all.put("address", port.toString());
    ContentFilter filter = Declared.start(ContentFilter.class, "clamav", all);
    return filter.filter(
        Facts.of("s@example.com", "r@example.org"), TextMail.of("Subject: x\n\n" + body + "\n"));
  }

  @Test
  void theFilterRefusesAVirus() throws Exception {
    FilterResult result = filtered(Map.of(), VIRUS);
    assertThat(result.reply())
        .hasToString("550 5.7.1 Message contains a virus (Waypost.Test.UNOFFICIAL)");
    assertThat(filtered(Map.of(), "hello")).isEqualTo(FilterResult.pass());
  }

  @Test
  void theFilterHoldsOrTagsAsConfigured() throws Exception {
    assertThat(filtered(Map.of("onVirus", "hold"), VIRUS).decision())
        .isEqualTo(FilterResult.Decision.HOLD);
    FilterResult tagged = filtered(Map.of("onVirus", "tag", "addHeader", true), VIRUS);
    assertThat(tagged.tags()).containsExactly("virus");
    assertThat(tagged.headers().get(0).value()).startsWith("infected (Waypost.Test.UNOFFICIAL)");
  }

  @Test
  void theFilterTreatsWhatIsTooLargeAsConfigured() throws Exception {
    String large = "a line of text\n".repeat(100_000);
    assertThat(filtered(Map.of("onTooLarge", "hold"), large).decision())
        .isEqualTo(FilterResult.Decision.HOLD);
    assertThat(filtered(Map.of("onTooLarge", "reject", "maxSize", 100), large).decision())
        .isEqualTo(FilterResult.Decision.REFUSE);
    assertThat(filtered(Map.of(), large).decision()).isEqualTo(FilterResult.Decision.PASS);
  }
}
