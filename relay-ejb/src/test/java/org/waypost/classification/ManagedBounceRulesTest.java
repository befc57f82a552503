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
package org.waypost.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.definitions.Stored;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class ManagedBounceRulesTest {

  private static final BounceRuleFormat FORMAT = new JsonBounceRuleFormat();
  private static final Refusal NO_USER = Refusal.parse("550 5.1.1 no such user", "mx.example.net");

  @TempDir private Path folder;
  private Database database;
  private Ledger ledger;
  private ManagedBounceRules rules;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    rules = node();
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private ManagedBounceRules node() {
    ManagedBounceRules node = new ManagedBounceRules(database, ledger, new Classifier());
    node.sync();
    return node;
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  private static PlacedRule rule(String text) {
    return FORMAT.read(null, json(text));
  }

  @Test
  void anAdministratorsRuleGoesFirstOnEveryNode() {
    ManagedBounceRules there = node();
    assertThat(rules.explain(NO_USER).category()).isEqualTo(Category.HARD);
    PlacedRule own =
        rule("{'name':'own','category':'block','code':'55','host':'*.example.net','text':'user'}");
    assertThat(rules.create(own)).isPresent();
    assertThat(rules.create(own)).as("there is one").isEmpty();
    there.sync();
    assertThat(there.explain(NO_USER).category()).isEqualTo(Category.BLOCK);
    assertThat(there.explain(NO_USER).why())
        .containsExactly(
            "the reply code 550 begins with 55",
            "the host mx.example.net is *.example.net",
            "'user' in the text is user");
    assertThat(rules.delete("own")).isTrue();
    there.sync();
    assertThat(there.explain(NO_USER).category()).isEqualTo(Category.HARD);
  }

  @Test
  void positionsDecideAmongThem() {
    rules.create(rule("{'name':'late','category':'soft','code':'5','position':20}"));
    rules.create(rule("{'name':'early','category':'policy','code':'5','position':10}"));
    assertThat(rules.explain(NO_USER).rule()).isEqualTo("early");
    rules.replace(rule("{'name':'early','category':'policy','code':'5','position':1999999}"));
    rules.replace(rule("{'name':'late','category':'soft','code':'5','position':2000000}"));
    assertThat(rules.explain(NO_USER).category())
        .as("behind those shipped")
        .isEqualTo(Category.HARD);
    assertThat(rules.list(PageRequest.first()).items().get(0).definition().position())
        .isEqualTo(PlacedRule.SHIPPED);
  }

  @Test
  void aShippedRuleIsSwitchedOffAndOnAgain() {
    String shipped = rules.explain(NO_USER).rule();
    assertThat(rules.find(shipped).orElseThrow())
        .extracting(Stored::shipped, Stored::changedAt)
        .containsExactly(true, null);
    rules.replace(FORMAT.read(shipped, json("{'category':'hard','code':'5','enabled':false}")));
    assertThat(rules.explain(NO_USER).rule()).isNotEqualTo(shipped);
    assertThat(rules.find(shipped).orElseThrow().changedAt()).isNotNull();
    assertThat(rules.delete(shipped)).isTrue();
    assertThat(rules.delete(shipped)).as("as it is shipped").isFalse();
    assertThat(rules.explain(NO_USER).rule()).isEqualTo(shipped);
  }

  @Test
  void shippedRulesKeepTheirOrder() {
    Classifier shipped = new Classifier();
    assertThat(rules.list(new PageRequest(1, 500)).items())
        .extracting(stored -> stored.definition().rule())
        .containsExactlyElementsOf(shipped.shippedRules());
  }

  @Test
  void whatIsWrittenCanBeRead() {
    rules
        .list(PageRequest.first())
        .items()
        .forEach(
            stored ->
                assertThat(FORMAT.read(null, FORMAT.write(stored.definition()).build()))
                    .isEqualTo(stored.definition()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'category':'hard','code':'5'}|name",
        "{'name':'a b','category':'hard','code':'5'}|name",
        "{'name':'a','code':'5'}|category",
        "{'name':'a','category':'harsh','code':'5'}|category",
        "{'name':'a','category':'hard','code':'250'}|code",
        "{'name':'a','category':'hard','status':'5.1'}|status",
        "{'name':'a','category':'hard','host':'a*b'}|host",
        "{'name':'a','category':'hard','text':'(('}|text",
        "{'name':'a','category':'hard','text':'(?!x)'}|text",
        "{'name':'a','category':'hard'}|text",
        "{'name':'a','category':'hard','code':'5','position':-1}|position",
        "{'name':'a','category':'hard','code':'5','enabled':1}|enabled",
        "{'name':'a','category':'hard','code':'5','x':1}|x",
      })
  void namesTheMemberThatIsWrong(String json, String member) {
    assertThatThrownBy(() -> rule(json))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo(member));
  }

  @Test
  void aReplyIsReadForExplanation() {
    assertThat(FORMAT.readReply(json("{'reply':'550-5.1.1 no','host':'MX.example.net'}")))
        .isEqualTo(Refusal.parse("550 5.1.1 no", "mx.example.net"));
    assertThatThrownBy(() -> FORMAT.readReply(json("{'host':'mx.example.net'}")))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("reply"));
  }
}
