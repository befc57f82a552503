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
package org.waypost.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.mail.Reply;
import org.waypost.definitions.Stored;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.scheduling.ReplyRule.Action;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class ShapingTest {

  private static final ShapingFormat FORMAT = new JsonShapingFormat(SiteLimits.of(24));

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private ManagedShaping shaping;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    shaping = new ManagedShaping(database, ledger, FORMAT);
    shaping.sync();
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  private static ShapingRule rule(String text) {
    return FORMAT.read(null, json(text));
  }

  private String ruleFor(String... hosts) {
    return shaping.of("x.example", List.of(hosts)).rule();
  }

  @Test
  void aRuleMayNameTimeoutsAndSources() {
    ShapingRule rule =
        rule(
            "{'name': 'slow', 'hosts': ['mx.slow.test'], 'limits': {'connections': 10,"
                + " 'connectionsPerSource': 2, 'timeouts': {'finalDot': '20m', 'connect': '5s'}},"
                + " 'replies': [{'status': '5.7.1', 'action': 'suspend', 'time': '1h', 'scope':"
                + " 'source'}]}");

    assertThat(rule.limits().connectionsPerSource()).isEqualTo(2);
    assertThat(rule.limits().timeouts().orElseThrow().finalDot()).isEqualTo(Duration.ofMinutes(20));
    assertThat(rule.limits().timeouts().orElseThrow().connect()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rule.replies().get(0).ofSource()).isTrue();
    assertThat(FORMAT.read("slow", FORMAT.write(rule).build())).hasToString(rule.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'connections': 3, 'connectionsPerSource': 4} | limits.connectionsPerSource",
        "{'timeouts': {'data': '2h'}} | limits.timeouts.data",
        "{'timeouts': {'rest': '2m'}} | limits.timeouts.rest"
      })
  void namesTheLimitThatIsWrong(String limits, String member) {
    assertThatExceptionOfType(InvalidMemberException.class)
        .isThrownBy(() -> rule("{'name': 'x', 'hosts': ['a.test'], 'limits': " + limits + "}"))
        .satisfies(e -> assertThat(e.member()).isEqualTo(member));
  }

  @ParameterizedTest
  @CsvSource({
    "gmail-smtp-in.l.google.com, gmail",
    "contoso-com.mail.protection.outlook.com, microsoft",
    "hotmail-com.olc.protection.outlook.com, microsoft",
    "mta5.am0.yahoodns.net, yahoo",
    "mx01.mail.icloud.com, icloud",
    "mx00.gmx.net, gmx-webde",
    "mx-ha02.web.de, gmx-webde",
    "mx00.t-online.de, t-online",
    "mx1.mxge.comcast.net, comcast",
    "mx.example.org, default"
  })
  void theLargeProvidersAreKnown(String host, String rule) {
    assertThat(ruleFor(host)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "gmail-smtp-in.l.google.com, 421, 4.7.28, Our system has detected an unusual rate, PAUSE",
    "gmail-smtp-in.l.google.com, 421, 4.7.0, Try again later. rate limited, PAUSE",
    "mta5.am0.yahoodns.net, 421, 4.7.0, [TSS04] Messages temporarily deferred, PAUSE",
    "mx.example.org, 421, 4.7.0, Too many connections from your IP, SHRINK",
    "mx.example.org, 421, 4.7.0, you are rate limited, PAUSE",
    "mx.example.org, 452, 4.2.2, mailbox full,",
    "mx.example.org, 550, 5.1.1, no such user,"
  })
  void repliesAreObeyed(String host, int code, String status, String text, Action action) {
    assertThat(
            shaping.of("x.example", List.of(host)).replies().stream()
                .filter(rule -> rule.matches(Reply.of(code, status, text)))
                .findFirst()
                .map(ReplyRule::action)
                .orElse(null))
        .isEqualTo(action);
  }

  @Test
  void whatIsWrittenCanBeRead() {
    for (Stored<ShapingRule> stored : shaping.list(PageRequest.first()).items()) {
      JsonObject written = FORMAT.write(stored.definition()).build();
      assertThat(FORMAT.read(null, written)).isEqualTo(stored.definition());
      assertThat(stored.shipped()).isTrue();
    }
  }

  @Test
  void anAdministratorsRuleStandsInForAShippedOneUntilItIsDeleted() {
    ShapingRule own =
        rule("{'name': 'gmail', 'hosts': ['*.google.com'], 'limits': {'connections': 3}}");
    assertThat(shaping.create(own)).as("there is one").isEmpty();
    shaping.replace(own);
    Shape shape = shaping.of("gmail.com", List.of("mx.google.com"));
    assertThat(shape.limits().connections()).isEqualTo(3);
    assertThat(shaping.find("gmail").orElseThrow().changedAt()).isNotNull();

    assertThat(shaping.delete("gmail")).isTrue();
    assertThat(shaping.delete("gmail")).isFalse();
    assertThat(shaping.of("gmail.com", List.of("mx.google.com")).limits().connections())
        .isEqualTo(20);
  }

  @Test
  void aDisabledRuleIsPassedOver() {
    shaping.replace(rule("{'name': 'gmail', 'hosts': '*.google.com', 'enabled': false}"));
    assertThat(ruleFor("mx.google.com")).isEqualTo("default");
  }

  @Test
  void domainsMatchToo() {
    shaping.create(
        rule(
            "{'name': 'own', 'position': 1, 'domains': ['X.example'],"
                + " 'limits': {'messagesPerMinute': 30, 'messagesPerDay': 1000, 'idle': '0s'}}"));
    assertThat(ruleFor("mx.google.com")).isEqualTo("own");
    assertThat(shaping.of("x.example", List.of()).limits().rates())
        .containsExactly(
            new SiteLimits.Rate(30, Duration.ofMinutes(1)),
            new SiteLimits.Rate(1000, Duration.ofDays(1)));
  }

  @Test
  void anotherNodeSeesWhatIsChanged() {
    ManagedShaping other = new ManagedShaping(database, ledger, FORMAT);
    other.sync();
    shaping.create(rule("{'name': 'own', 'position': 1, 'hosts': 'mx.example.org'}"));
    other.sync();
    assertThat(other.of("x.example", List.of("MX.example.org")).rule()).isEqualTo("own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'hosts': '*'} | name",
        "{'name': 'a b', 'hosts': '*'} | name",
        "{'name': 'a'} | hosts",
        "{'name': 'a', 'hosts': 'x y'} | hosts",
        "{'name': 'a', 'hosts': '*', 'limits': {'connections': 0}} | limits.connections",
        "{'name': 'a', 'hosts': '*', 'limits': {'firstConnections': 9, 'connections': 8}}"
            + " | limits.firstConnections",
        "{'name': 'a', 'hosts': '*', 'limits': {'idle': 'long'}} | limits.idle",
        "{'name': 'a', 'hosts': '*', 'limits': {'speed': 1}} | limits.speed",
        "{'name': 'a', 'hosts': '*', 'replies': [{'action': 'shrink'}]} | replies[0].code",
        "{'name': 'a', 'hosts': '*', 'replies': [{'code': '2', 'action': 'shrink'}]}"
            + " | replies[0].code",
        "{'name': 'a', 'hosts': '*', 'replies': [{'code': '4', 'action': 'pause'}]}"
            + " | replies[0].time",
        "{'name': 'a', 'hosts': '*', 'replies': [{'text': '(', 'action': 'shrink'}]}"
            + " | replies[0].text"
      })
  void whatIsWrongIsNamed(String text, String member) {
    assertThatExceptionOfType(InvalidMemberException.class)
        .isThrownBy(() -> rule(text))
        .satisfies(fault -> assertThat(fault.member()).isEqualTo(member));
  }
}
