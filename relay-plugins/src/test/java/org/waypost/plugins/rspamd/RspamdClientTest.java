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
package org.waypost.plugins.rspamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.RunningService;
import org.waypost.plugins.service.TextMail;

/** Against the real Rspamd, with rules of our own and no network. */
class RspamdClientTest {

  private static final RspamdRequest TOLD =
      new RspamdRequest(
          "id-1",
          "sender@example.com",
          List.of("one@example.org", "two@example.org"),
          "192.0.2.1",
          "client.example",
          "",
          "");

  @TempDir static Path folder;
  private static RunningService rspamd;
  private static RspamdClient client;
  private static String base;

  @BeforeAll
  static void start() throws IOException {
    int port = RunningService.freePort();
    Files.writeString(folder.resolve("tld.dat"), "com\norg\nexample\n");
    Files.writeString(
        folder.resolve("rules.lua"),
        """
        local function rule(name, score, test)
          rspamd_config:register_symbol({ name = name, score = score, callback = test })
        end
        local function subject(task, text)
          return (task:get_subject() or ''):find(text, 1, true) ~= nil
        end
        rule('TEST_SPAM', 7.0, function(task)
          if not subject(task, 'test-spam') then return false end
          task:set_milter_reply({
            add_headers = { ['X-Mark'] = 'yes' }, remove_headers = { ['X-Old'] = 0 } })
          return true
        end)
        rule('TEST_WORSE', 20.0, function(task) return subject(task, 'test-worse') end)
        rule('TEST_SOFT', 0.0, function(task)
          if subject(task, 'test-soft') then
            task:set_pre_result('soft reject', 'come back later')
            return true
          end
          return false
        end)
        rule('TEST_TOLD', 1.0, function(task)
          local rcpts = task:get_recipients('smtp') or {}
          return task:get_from('smtp')[1].addr == 'sender@example.com'
            and #rcpts == 2 and rcpts[2].addr == 'two@example.org'
            and task:get_from_ip():to_string() == '192.0.2.1'
            and task:get_helo() == 'client.example'
            and task:get_queue_id() == 'id-1'
        end)
        rule('TEST_PASSWORD', 1.0, function(task)
          return tostring(task:get_request_header('Password')) == 'secret'
        end)
        """);
    Path config = folder.resolve("rspamd.conf");
    Files.writeString(
        config,
        """
        options {
          pidfile = "FOLDER/rspamd.pid";
          filters = "";
          tempdir = "FOLDER";
          hs_cache_dir = "FOLDER";
          control_socket = "FOLDER/control.sock mode=0600";
          cache_file = "FOLDER/symbols.cache";
          disable_hyperscan = true;
          dns { nameserver = ["127.0.0.1:1"]; }
          url_tld = "FOLDER/tld.dat";
        }
        logging { type = "console"; level = "notice"; }
        metric { name = "default"; actions { reject = 15; add_header = 6; greylist = 4; } }
        worker "normal" { bind_socket = "127.0.0.1:PORT"; count = 1; }
        lua = "FOLDER/rules.lua";
        """
            .replace("FOLDER", folder.toString())
            .replace("PORT", String.valueOf(port)));
    List<String> arguments = new ArrayList<>(List.of("-f", "-c", config.toString()));
    if (RunningService.isRoot()) {
      arguments.add("-i");
    }
    rspamd = RunningService.start(folder, port, "rspamd", arguments.toArray(String[]::new));
    base = "http://127.0.0.1:" + port;
    client = client(base, Duration.ofSeconds(30));
  }

  private static RspamdClient client(String base, Duration limit) {
    return new RspamdClient(URI.create(base), Duration.ofSeconds(5), limit, "secret");
  }

  @AfterAll
  static void stop() {
    if (rspamd != null) {
      rspamd.close();
    }
  }

  private static TextMail mail(String subject) {
    return TextMail.of("From: a@b.example\nSubject: " + subject + "\n\nhello\n");
  }

  @Test
  void itIsToldOfTheEnvelopeAndThePassword() throws IOException {
    RspamdAnswer answer = client.scan(mail("hello"), TOLD);
    assertThat(answer.action()).isEqualTo(RspamdAnswer.Action.NO_ACTION);
    assertThat(answer.symbols())
        .containsExactlyInAnyOrder("TEST_TOLD(1.00)", "TEST_PASSWORD(1.00)");
    assertThat(answer.score()).isEqualTo(2.0);
    assertThat(answer.threshold()).isEqualTo(15.0);
  }

  @Test
  void whatItChangesInTheHeaderIsTold() throws IOException {
    RspamdAnswer answer = client.scan(mail("test-spam"), TOLD);
    assertThat(answer.action()).isEqualTo(RspamdAnswer.Action.ADD_HEADER);
    assertThat(answer.added()).containsExactly(new RawField("X-Mark", " yes"));
    assertThat(answer.removed()).containsExactly(new RspamdAnswer.Removal("X-Old", 0));
  }

  @Test
  void itRejects() throws IOException {
    assertThat(client.scan(mail("test-worse"), TOLD).action())
        .isEqualTo(RspamdAnswer.Action.REJECT);
  }

  @Test
  void itWantsToBeAskedAgain() throws IOException {
    RspamdAnswer answer = client.scan(mail("test-soft"), TOLD);
    assertThat(answer.action()).isEqualTo(RspamdAnswer.Action.SOFT_REJECT);
    assertThat(answer.message()).isEqualTo("come back later");
  }

  @Test
  void aLargeMessageGoesThere() throws IOException {
    TextMail mail = TextMail.of(mail("test-worse").text() + "a line\n".repeat(100_000));
    assertThat(client.scan(mail, TOLD).action()).isEqualTo(RspamdAnswer.Action.REJECT);
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForLonger() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RspamdClient slow =
          client("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300));
      assertThatThrownBy(() -> slow.scan(mail("x"), TOLD)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anotherAnswerIsAnError() {
    byte[] json = "{\"score\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThatThrownBy(() -> AnswerReader.read(json)).hasMessage("Rspamd told no action");
    assertThatThrownBy(() -> AnswerReader.read(new byte[] {'['}))
        .hasMessage("The answer is not one of Rspamd");
  }

  private static FilterResult filtered(Map<String, ?> values, TextMail mail) throws Exception {
    Map<String, Object> all = new HashMap<>(values);
    all.put("url", base);
    ContentFilter filter = Declared.start(ContentFilter.class, "rspamd", all);
    return filter.filter(Facts.of("sender@example.com", "r@example.org"), mail);
  }

  @Test
  void theFilterChangesTheHeader() throws Exception {
    TextMail mail = TextMail.of("X-Old: 1\n" + mail("test-spam").text() + "X-Old: body\n");
    FilterResult result = filtered(Map.of(), mail);
    assertThat(result.tags()).containsExactly("spam");
    assertThat(Facts.rewritten(result, mail))
        .isEqualTo("X-Spam: Yes\nX-Mark: yes\n" + mail("test-spam").text() + "X-Old: body\n");
  }

  @Test
  void theFilterRefusesForGoodAndForNow() throws Exception {
    assertThat(filtered(Map.of(), mail("test-worse")).reply().code()).isEqualTo(550);
    assertThat(filtered(Map.of("onReject", "hold"), mail("test-worse")).reason())
        .contains("TEST_WORSE(20.00)");
    assertThat(filtered(Map.of(), mail("test-soft")).reply())
        .hasToString("451 4.7.1 come back later");
  }
}
