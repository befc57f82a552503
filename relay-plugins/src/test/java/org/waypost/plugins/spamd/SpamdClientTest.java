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
package org.waypost.plugins.spamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
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
import org.waypost.plugins.wire.ServiceAddress;

/** Against the real spamd, with rules of our own and no network. */
class SpamdClientTest {

  private static final TextMail HAM = TextMail.of("From: a@b.example\nSubject: hello\n\nhello\n");
  private static final TextMail SPAM =
      TextMail.of("From: a@b.example\nSubject: hello\n\nwaypost-test-spam\n");

  @TempDir static Path folder;
  private static RunningService spamd;
  private static SpamdClient client;

  @BeforeAll
  static void start() throws IOException {
    RunningService.open(folder);
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Path site = Files.createDirectory(folder.resolve("site"));
    Files.writeString(site.resolve("init.pre"), "loadplugin Mail::SpamAssassin::Plugin::Check\n");
    Files.writeString(
        rules.resolve("10_test.cf"),
        """
        util_rb_tld example
        required_score 5
        body WAYPOST_TEST /waypost-test-spam/
        score WAYPOST_TEST 7.5
        body WAYPOST_SECOND /test-spam/
        score WAYPOST_SECOND 0.5
        add_header all Status "_YESNO_, score=_SCORE_ required=_REQD_ tests=_TESTS_ autolearn=no"
        add_header spam Flag _YESNOCAPS_
        rewrite_header Subject [SPAM]
        report_safe 0
        use_bayes 0
        """);
    int port = RunningService.freePort();
    List<String> arguments = new ArrayList<>(List.of("-L", "-x", "-m", "1", "--min-children=1"));
    arguments.addAll(List.of("-i", "127.0.0.1", "-p", String.valueOf(port), "-s", "stderr"));
    arguments.addAll(List.of("--siteconfigpath=" + site, "--configpath=" + rules));
    if (RunningService.isRoot()) {
      arguments.addAll(List.of("-u", "nobody"));
    }
    spamd = RunningService.start(folder, port, "spamd", arguments.toArray(String[]::new));
    client =
        new SpamdClient(
            ServiceAddress.parse("127.0.0.1:" + port),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            "");
  }

  @AfterAll
  static void stop() {
    if (spamd != null) {
      spamd.close();
    }
  }

  @Test
  void theScoreIsTold() throws IOException {
    SpamdAnswer ham = client.check(HAM);
    assertThat(ham.spam()).isFalse();
    assertThat(ham.score()).isZero();
    SpamdAnswer spam = client.check(SPAM);
    assertThat(spam.spam()).isTrue();
    assertThat(spam.score()).isEqualTo(8.0);
    assertThat(spam.threshold()).isEqualTo(5.0);
  }

  @Test
  void theTestsAreNamed() throws IOException {
    assertThat(client.symbols(SPAM).symbols())
        .containsExactlyInAnyOrder("WAYPOST_TEST", "WAYPOST_SECOND");
    assertThat(client.symbols(HAM).symbols()).isEmpty();
  }

  @Test
  void theFieldsOfTheHeaderAreTold() throws IOException {
    SpamdAnswer spam = client.headers(SPAM);
    assertThat(spam.spam()).isTrue();
    assertThat(spam.fields())
        .extracting(RawField::name)
        .contains("X-Spam-Flag", "X-Spam-Status")
        .doesNotContain("Subject");
    assertThat(spam.symbols()).containsExactlyInAnyOrder("WAYPOST_TEST", "WAYPOST_SECOND");
    assertThat(client.headers(HAM).symbols()).isEmpty();
  }

  @Test
  void theMessageIsRewritten() throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    assertThat(client.process(SPAM, to, 10_000).spam()).isTrue();
    assertThat(to.toString(StandardCharsets.US_ASCII))
        .contains("Subject: [SPAM] hello")
        .contains("X-Spam-Flag: YES")
        .endsWith("waypost-test-spam\r\n");
  }

  @Test
  void anAnswerIsBounded() {
    assertThatThrownBy(() -> client.process(SPAM, new ByteArrayOutputStream(), 10))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aLargeMessageGoesThere() throws IOException {
    String lines = "line of a large message\n".repeat(40_000);
    assertThat(client.check(TextMail.of(SPAM.text() + lines)).score()).isEqualTo(8.0);
  }

  private static FilterResult filtered(Map<String, ?> values, TextMail mail) throws Exception {
    Map<String, Object> all = new HashMap<>(values);
    all.put("address", client.address().toString());
    ContentFilter filter = Declared.start(ContentFilter.class, "spamassassin", all);
    return filter.filter(Facts.of("s@example.com", "r@example.org"), mail);
  }

  @Test
  void theFilterTagsSpamAndAddsItsFields() throws Exception {
    TextMail forged = TextMail.of("X-Spam-Status: No, score=-100\n" + SPAM.text());
    FilterResult result = filtered(Map.of(), forged);
    assertThat(result.tags()).containsExactly("spam");
    assertThat(result.headers()).extracting("name").contains("X-Spam-Flag", "X-Spam-Status");
    assertThat(Facts.rewritten(result, forged)).isEqualTo(SPAM.text());
    assertThat(filtered(Map.of(), HAM).tags()).isEmpty();
  }

  @Test
  void theFilterRefusesFromAScoreOn() throws Exception {
    assertThat(filtered(Map.of("rejectScore", "8"), SPAM).reply().code()).isEqualTo(550);
    assertThat(filtered(Map.of("rejectScore", "8.5"), SPAM).reply()).isNull();
    FilterResult ham = filtered(Map.of("spamScore", "10", "mark", "nothing"), SPAM);
    assertThat(ham).isEqualTo(FilterResult.pass());
    assertThatThrownBy(() -> filtered(Map.of("rejectScore", "high"), SPAM))
        .hasMessageContaining("rejectScore");
  }

  @Test
  void theFilterTakesTheRewrittenMessage() throws Exception {
    FilterResult result = filtered(Map.of("mark", "rewrite"), SPAM);
    assertThat(Facts.rewritten(result, SPAM)).contains("Subject: [SPAM] hello");
  }
}
