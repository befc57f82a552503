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
package org.waypost.test.relay;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.ContentFilter;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestClient;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/** A plug-in that is dropped into the data folder of a relay that runs. */
class PluginsIT {

  private static final String XML =
      """
      <plugin id="com.example.words" name="Words" version="1.0.0" api="1.0">
        <extension point="org.waypost.contentFilter">
          <contentFilter id="filter" name="Word filter" class="example.WordFilter">
            <parameter name="word" type="text" required="true" description="What is refused"/>
          </contentFilter>
        </extension>
      </plugin>
      """;

  private static final String SOURCE =
      """
      package example;
      import org.waypost.api.extension.*;
      import org.waypost.api.mail.Verdict;
      import org.waypost.api.smtp.MailContent;
      public class WordFilter implements ContentFilter {
        private String word;
        @Override public void start(ExtensionContext context) { word = context.parameters().text("word"); }
        @Override public FilterResult filter(MailFacts mail, MailContent content) throws Exception {
          String text = new String(content.open().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
          return text.contains(word)
              ? FilterResult.refuse(Verdict.permanent(554, "5.7.1", "No " + word))
              : FilterResult.pass().withHeader("X-Looked-At", "yes").withTag("looked-at");
        }
      }
      """;

  @TempDir static Path data;
  @TempDir static Path work;
  private static WaypostProcess relay;
  private static RestClient rest;

  @BeforeAll
  static void start() {
    relay = WaypostLaunch.on(data).start();
    rest = relay.rest();
    relay.awaitReady(Duration.ofMinutes(1));
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @Test
  void refusesAndTagsMailOnceItIsConfigured() throws Exception {
    dropIn();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rest.get("/api/v1/plugins/com.example.words").status() == 200);
    JsonObject found = rest.get("/api/v1/plugins/com.example.words").json();
    assertThat(found.getString("state")).isEqualTo("active");
    rest.post(
            "/api/v1/plugins/configurations",
            Json.createObjectBuilder()
                .add("name", "words")
                .add("contribution", "com.example.words.filter")
                .add("parameters", Json.createObjectBuilder().add("word", "lottery"))
                .build())
        .expect(201);

    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      SmtpReply refused =
          client.mail("a@from.test", List.of("b@to.test"), SampleMail.plain("lottery"));
      assertThat(refused.code()).isEqualTo(554);
      assertThat(refused.toString()).contains("5.7.1 No lottery");
    }
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      client.mail("a@from.test", List.of("b@to.test"), SampleMail.plain("looked"));
    }
    JsonObject taken =
        Awaitility.await()
            .atMost(TraceClient.PATIENCE)
            .until(
                () -> rest.get("/api/v1/messages?state=captured").json().getJsonArray("items"),
                items -> !items.isEmpty())
            .getJsonObject(0);
    String path = "/api/v1/messages/" + taken.getString("id");
    assertThat(rest.get(path).json().getJsonArray("tags").getString(0)).isEqualTo("looked-at");
    assertThat(rest.get(path + "/content").text()).contains("\r\nX-Looked-At: yes\r\n");
    assertThat(
            rest.get("/api/v1/plugins/configurations/words")
                .json()
                .getJsonObject("status")
                .getInt("calls"))
        .isEqualTo(2);
  }

  /** At once, as a whole. */
  private static void dropIn() throws IOException, URISyntaxException {
    Path source = Files.writeString(work.resolve("WordFilter.java"), SOURCE);
    String api =
        Path.of(ContentFilter.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-classpath", api, source.toString());
    assertThat(compiled).isZero();
    Path jar = work.resolve("words.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("plugin.xml"));
      entries.write(XML.getBytes(StandardCharsets.UTF_8));
      entries.putNextEntry(new JarEntry("example/WordFilter.class"));
      entries.write(Files.readAllBytes(work.resolve("WordFilter.class")));
    }
    Files.move(jar, data.resolve("plugins").resolve("words.jar"));
  }
}
