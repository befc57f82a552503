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
package org.waypost.extensions;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.NameLookup;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.content.MemoryContent;
import org.waypost.json.InvalidMemberException;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

/** With real JARs in a real folder. */
class ManagedPluginsTest {

  private static final String WORDS =
      """
      <parameter name="word" type="text" default="lottery" description="What is looked for"/>
      <parameter name="most" type="integer" min="1" max="9" default="3" description="How often"/>
      <parameter name="key" type="secret" description="Of a service"/>
      <parameter name="mode" type="choice" default="tag" description="What is done">
        <choice value="tag"/><choice value="refuse"/>
      </parameter>
      """;

  private static final String LOOK =
      """
      String text = new String(content.open().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      Parameters p = context.parameters();
      if (!text.contains(p.text("word"))) { return FilterResult.pass(); }
      return p.text("mode").equals("refuse")
          ? FilterResult.refuse(Verdict.permanent(554, "5.7.1", "No " + p.text("word") + p.optionalText("key").orElse("")))
          : FilterResult.pass().withHeader("X-Word", p.text("word")).withTag("found");
      """;

  @TempDir Path data;
  private Path folder;
  private Database database;
  private Ledger ledger;
  private ManagedPlugins plugins;

  @BeforeEach
  void open() {
    folder = data.resolve("plugins");
    database = TestDatabases.h2(data.resolve("db"));
    ledger = new Ledger(database, Thread::new);
    plugins = start();
  }

  private ManagedPlugins start() {
    ManagedPlugins started =
        new ManagedPlugins(
            data,
            "mx.example",
            ManagedPluginsTest.class.getClassLoader(),
            database,
            ledger,
            new SealedText(new byte[32]),
            new NoNames(),
            Thread::new);
    started.sync();
    return started;
  }

  @AfterEach
  void close() {
    plugins.close();
    ledger.close();
    database.close();
  }

  private static final class NoNames implements NameLookup {
    @Override
    public List<InetAddress> addresses(String host) {
      return List.of();
    }

    @Override
    public List<String> texts(String name) {
      return List.of();
    }
  }

  private void configure(String json) {
    plugins.configurations().replace(plugins.format().read(null, object(json)));
  }

  private static JsonObject object(String json) {
    try (var reader = Json.createReader(new StringReader(json.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  private Filtered filter(String text) {
    return new FilterChain(data.resolve("spool"), 1_000_000)
        .run(plugins.slots().sessionFilters().active(), facts(), content(text));
  }

  private static MailFacts facts() {
    return new MailFacts(
        MessageId.next(),
        java.time.Instant.now(),
        new MailFacts.Origin("SMTP", null, "client", null, null, "relay"),
        EmailAddress.parse("ann@example.org"),
        List.of(Recipient.of(EmailAddress.parse("bob@example.org"))),
        MailOptions.NONE,
        List.of());
  }

  private static MemoryContent content(String text) {
    return new MemoryContent(text.getBytes(US_ASCII));
  }

  private static String octets(Filtered filtered) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    filtered.content().writeTo(out);
    return out.toString(US_ASCII);
  }

  private Plugin plugin(String id) {
    return plugins.plugins().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void ourOwnDeclaresAllExtensionPoints() {
    assertThat(plugins.plugins().get(0).id()).isEqualTo("org.waypost");
    Registry registry = new Registry();
    PluginArchive own =
        new ClassPathPlugins(getClass().getClassLoader(), getClass().getClassLoader()).own();
    registry.add(PluginXml.read(own.xml()), own);
    assertThat(registry.points())
        .contains("org.waypost.targetTransport")
        .containsAll(
            java.util.Arrays.stream(ExtensionPoint.values())
                .map(ExtensionPoint::uniqueId)
                .toList());
    registry.close();
  }

  @Test
  void aJarThatIsDroppedInIsFoundConfiguredAndAsked() throws Exception {
    TestPlugin.filter("com.example.words", WORDS, LOOK).into(folder, "words.jar");
    plugins.sync();
    Plugin found = plugin("com.example.words");
    assertThat(found.error()).isEmpty();
    assertThat(found.version()).isEqualTo("1.2.3");
    assertThat(found.contributions())
        .extracting(Contribution::id)
        .containsExactly("com.example.words.filter");
    assertThat(found.contributions().get(0).parameters())
        .extracting(ParameterSpec::name)
        .containsExactly("word", "most", "key", "mode");

    assertThat(plugins.slots().sessionFilters().isEmpty()).isTrue();
    configure("{'name': 'w', 'contribution': 'com.example.words.filter'}");
    assertThat(plugins.status("w").state()).isEqualTo(ConfigurationStatus.State.WAITING);
    try (Filtered filtered = filter("Subject: lottery\r\n\r\nwin\r\n")) {
      assertThat(filtered.decision()).isEqualTo(FilterResult.Decision.PASS);
      assertThat(filtered.facts().tags()).containsExactly("found");
      assertThat(octets(filtered)).startsWith("X-Word: lottery\r\nSubject: lottery\r\n");
    }
    assertThat(plugins.status("w").state()).isEqualTo(ConfigurationStatus.State.WORKING);
    assertThat(plugins.status("w").calls()).isEqualTo(1);

    configure(
        "{'name': 'w', 'contribution': 'com.example.words.filter',"
            + " 'parameters': {'word': 'win', 'mode': 'refuse', 'key': '-k'}}");
    try (Filtered filtered = filter("Subject: lottery\r\n\r\nwin\r\n")) {
      assertThat(filtered.reply()).hasToString("554 5.7.1 No win-k");
    }
    configure("{'name': 'w', 'contribution': 'com.example.words.filter', 'enabled': false}");
    assertThat(plugins.slots().sessionFilters().isEmpty()).isTrue();
  }

  @Test
  void secretsAreSealedAndNeverToldAndStay() throws Exception {
    TestPlugin.filter("com.example.words", WORDS, LOOK).into(folder, "words.jar");
    plugins.sync();
    configure(
        "{'name': 'w', 'contribution': 'com.example.words.filter',"
            + " 'parameters': {'mode': 'refuse', 'key': 'hush'}}");
    PluginConfiguration stored = plugins.configurations().find("w").orElseThrow().definition();
    assertThat(stored.parameters().toString()).doesNotContain("hush");
    JsonObject shown = plugins.format().write(stored).build();
    assertThat(shown.getJsonObject("parameters").getJsonObject("key"))
        .isEqualTo(object("{'set': true}"));
    plugins.configurations().replace(plugins.format().read("w", shown));
    try (Filtered filtered = filter("\r\nlottery\r\n")) {
      assertThat(filtered.reply().text()).isEqualTo("No lotteryhush");
    }
  }

  @Test
  void parametersAreCheckedAgainstWhatThePluginDeclares() throws Exception {
    TestPlugin.filter("com.example.words", WORDS, LOOK).into(folder, "words.jar");
    plugins.sync();
    assertFault("{'most': 10}", "parameters.most", "from 1 to 9, not 10");
    assertFault("{'most': 'x'}", "parameters.most", "not a number");
    assertFault("{'mode': 'x'}", "parameters.mode", "one of tag, refuse");
    assertFault("{'wrod': 'x'}", "parameters.wrod", "there is no such parameter");
    assertFault(
        "{'key': {'set': true}}", "parameters.key", "there is no secret that it could stay");
    assertThatThrownBy(() -> configure("{'name': 'w', 'contribution': 'com.example.none'}"))
        .hasMessage("there is no contribution 'com.example.none'");
  }

  private void assertFault(String parameters, String member, String problem) {
    assertThatThrownBy(
            () ->
                configure(
                    "{'name': 'w', 'contribution': 'com.example.words.filter', 'parameters': "
                        + parameters
                        + "}"))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo(member))
        .hasMessage(problem);
  }

  @Test
  void aPluginSeesNothingOfTheRelay() throws Exception {
    TestPlugin.filter(
            "com.example.nosy",
            "",
            """
            try {
              Class.forName("org.waypost.store.Database", true, getClass().getClassLoader());
              return FilterResult.hold("seen");
            } catch (ClassNotFoundException e) {
              java.sql.Date.valueOf("2026-01-01");
              Class.forName("jakarta.jms.Message", false, getClass().getClassLoader());
              return FilterResult.discard(Thread.currentThread().getContextClassLoader() == getClass().getClassLoader() ? "hidden" : "loader");
            }
            """)
        .into(folder, "nosy.jar");
    plugins.sync();
    configure("{'name': 'n', 'contribution': 'com.example.nosy.filter'}");
    try (Filtered filtered = filter("\r\n")) {
      assertThat(filtered.by()).isEqualTo("n: hidden");
    }
  }

  @Test
  void brokenPluginsAreReportedAndTheRestWorks() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("nothing.jar"), "no zip");
    TestPlugin.of("<plugin id='a'").into(folder, "xml.jar");
    TestPlugin.of("<plugin id='com.example.new' name='n' version='1' api='2.0'/>")
        .into(folder, "new.jar");
    TestPlugin.of(
            "<plugin id='com.example.point' name='n' version='1' api='1.0'>"
                + "<extension point='org.waypost.nowhere'/></plugin>")
        .into(folder, "point.jar");
    TestPlugin.of(
            "<plugin id='com.example.schema' name='n' version='1' api='1.0'>"
                + "<extension point='org.waypost.router'><router id='r' name='R'/></extension></plugin>")
        .into(folder, "schema.jar");
    TestPlugin.filter("com.example.words", WORDS, LOOK).into(folder, "words.jar");
    plugins.sync();
    assertThat(plugin("nothing.jar").error())
        .get()
        .asString()
        .startsWith("Not a JAR that can be read");
    assertThat(plugin("xml.jar").error()).get().asString().contains("line 1");
    assertThat(plugin("com.example.new").error())
        .contains(
            "plugin.xml: made for version 2.0 of the extension points, and this relay has 1.0");
    assertThat(plugin("com.example.point").error())
        .contains("plugin.xml: there is no extension point org.waypost.nowhere");
    assertThat(plugin("com.example.schema").error()).get().asString().contains("class");
    assertThat(plugin("com.example.words").error()).isEmpty();
  }

  @Test
  void aClassThatCannotBeUsedIsBrokenAndItsFailurePolicyHolds() throws Exception {
    TestPlugin.of(
            """
            <plugin id="com.example.bad" name="Bad" version="1" api="1.0">
              <extension point="org.waypost.contentFilter">
                <contentFilter id="missing" name="Missing" class="example.Nobody"/>
                <contentFilter id="throwing" name="Throwing" class="example.Throwing"/>
                <contentFilter id="other" name="Other" class="example.Other"/>
              </extension>
            </plugin>
            """)
        .with("example.Other", "package example; public class Other {}")
        .with(
            "example.Throwing",
            "package example; public class Throwing { public Throwing() { throw new"
                + " IllegalStateException(\"no luck\"); } }")
        .into(folder, "bad.jar");
    plugins.sync();
    configure("{'name': 'a', 'contribution': 'com.example.bad.missing', 'onFailure': 'accept'}");
    configure("{'name': 'b', 'contribution': 'com.example.bad.throwing', 'onFailure': 'accept'}");
    configure("{'name': 'c', 'contribution': 'com.example.bad.other', 'onFailure': 'hold'}");
    try (Filtered filtered = filter("\r\n")) {
      assertThat(filtered.decision()).isEqualTo(FilterResult.Decision.HOLD);
      assertThat(filtered.by()).contains("does not implement " + ContentFilter.class.getName());
    }
    assertThat(plugins.status("a").error()).get().asString().contains("ClassNotFoundException");
    assertThat(plugins.status("b").error()).get().asString().contains("no luck");
    assertThat(plugins.status("c").state()).isEqualTo(ConfigurationStatus.State.BROKEN);
  }

  @Test
  void aFilterThatTakesTooLongFailsInTimeAndKeepsItsPlace() throws Exception {
    TestPlugin.filter(
            "com.example.slow",
            "",
            """
            long end = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < end) { Thread.onSpinWait(); }
            content.open().read();
            return FilterResult.pass();
            """)
        .into(folder, "slow.jar");
    plugins.sync();
    configure(
        "{'name': 's', 'contribution': 'com.example.slow.filter', 'timeout': '50ms', 'concurrency': 1}");
    try (Filtered filtered = filter("\r\n")) {
      assertThat(filtered.reply()).hasToString("451 4.7.1 Content filter s is not available now");
    }
    try (Filtered filtered = filter("\r\n")) {
      assertThat(filtered.reply().code()).isEqualTo(451);
    }
    ConfigurationStatus status = plugins.status("s");
    assertThat(status.timeouts()).isEqualTo(1);
    assertThat(status.overruns()).isEqualTo(1);
    assertThat(status.lastError()).contains("no place was free among 1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> plugins.status("s").running() == 0);
  }

  @Test
  void filtersAreAskedInOrderAndRewrite() throws Exception {
    TestPlugin.filter(
            "com.example.words",
            WORDS,
            """
            String word = context.parameters().text("word");
            return FilterResult.pass().withContent((original, out) -> {
              original.writeTo(out);
              out.write(("-- " + word + "\\r\\n").getBytes());
            });
            """)
        .into(folder, "words.jar");
    plugins.sync();
    configure(
        "{'name': 'a', 'position': 2, 'contribution': 'com.example.words.filter',"
            + " 'parameters': {'word': 'two'}}");
    configure(
        "{'name': 'b', 'position': 1, 'contribution': 'com.example.words.filter',"
            + " 'parameters': {'word': 'one'}}");
    try (Filtered filtered = filter("\r\nbody\r\n")) {
      assertThat(octets(filtered)).isEqualTo("\r\nbody\r\n-- one\r\n-- two\r\n");
    }
    try (Filtered filtered = filter("\r\n" + "x".repeat(400_000))) {
      assertThat(filtered.content().size()).isEqualTo(400_018);
      assertThat(data.resolve("spool")).isNotEmptyDirectory();
    }
    assertThat(data.resolve("spool")).isEmptyDirectory();
    try (Filtered filtered = filter("x".repeat(999_999))) {
      assertThat(filtered.reply().code()).isEqualTo(451);
      assertThat(plugins.status("b").lastError()).get().asString().contains("larger than 1000000");
    }
  }

  @Test
  void aJarThatIsReplacedIsUsedAnewAndOneThatIsGoneFails() throws Exception {
    TestPlugin.filter("com.example.v", "", "return FilterResult.hold(\"one\");")
        .into(folder, "v.jar");
    plugins.sync();
    configure("{'name': 'v', 'contribution': 'com.example.v.filter'}");
    assertThat(filter("\r\n").by()).isEqualTo("v: one");
    TestPlugin.filter("com.example.v", "", "return FilterResult.hold(\"number two\");")
        .into(folder, "v.jar");
    plugins.sync();
    assertThat(filter("\r\n").by()).isEqualTo("v: number two");
    Files.delete(folder.resolve("v.jar"));
    plugins.sync();
    assertThat(filter("\r\n").reply().code()).isEqualTo(451);
    assertThat(plugins.status("v").error())
        .contains("There is no contribution com.example.v.filter");
  }

  @Test
  void anotherNodeAndTheNextStartGoByTheSame() throws Exception {
    TestPlugin.filter("com.example.v", "", "return FilterResult.hold(\"one\");")
        .into(folder, "v.jar");
    plugins.sync();
    configure("{'name': 'v', 'contribution': 'com.example.v.filter', 'listeners': ['relay']}");
    plugins.close();
    plugins = start();
    assertThat(filter("\r\n").by()).isEqualTo("v: one");
    assertThat(plugins.slots().sessionFilters().active().get(0).isFor("relay")).isTrue();
    assertThat(plugins.slots().sessionFilters().active().get(0).isFor("submission")).isFalse();
  }

  @Test
  void stateIsRememberedForItsTime() {
    SqlSharedState state =
        new SqlSharedState(database, ledger, "c", java.time.InstantSource.system());
    assertThat(state.get("k")).isEmpty();
    state.put("k", "v", Duration.ofMinutes(1));
    assertThat(state.get("k")).contains("v");
    assertThat(state.add("n", 2, Duration.ofMinutes(1))).isEqualTo(2);
    assertThat(state.add("n", 3, Duration.ofMinutes(1))).isEqualTo(5);
    assertThat(state.get("n")).contains("5");
    state.put("k", "w", Duration.ofMillis(-1));
    assertThat(state.get("k")).isEmpty();
    SqlSharedState.deleteOld(ledger, System.currentTimeMillis());
    state.remove("n");
    assertThat(state.add("n", 1, Duration.ofMinutes(1))).isEqualTo(1);
    assertThatThrownBy(() -> state.get("")).isInstanceOf(IllegalStateException.class);
  }
}
