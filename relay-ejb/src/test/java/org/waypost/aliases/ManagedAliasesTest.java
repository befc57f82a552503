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
package org.waypost.aliases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.rewriting.SenderRewriting;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class ManagedAliasesTest {

  private static final AliasFormat FORMAT = new AliasFormat() {};

  @TempDir Path folder;
  private final SenderRewriter senders = new SenderRewriter(new byte[32], InstantSource.system());
  private Database database;
  private Ledger ledger;
  private ManagedAliases aliases;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    aliases = node();
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private ManagedAliases node() {
    ManagedAliases node = new ManagedAliases(database, ledger, senders);
    node.sync();
    return node;
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private void alias(String address, String... targets) {
    aliases.put(
        new Alias(
            EmailAddress.parse(address),
            List.of(targets).stream().map(EmailAddress::parse).toList()),
        true);
  }

  private void domain(String text) {
    aliases.put(FORMAT.domain(null, json(text)), true);
  }

  private Expansion expand(String address) {
    return aliases.expand(EmailAddress.parse(address));
  }

  private List<String> recipients(String address) {
    return expand(address).recipients().stream().map(EmailAddress::toString).toList();
  }

  @Test
  void oneBecomesManyEachOnce() {
    alias("all@x.example", "team@x.example", "b@y.example", "c@y.example");
    alias("team@x.example", "A@y.example", "b@y.example");

    assertThat(recipients("All@X.example"))
        .containsExactly("A@y.example", "b@y.example", "c@y.example");
    assertThat(recipients("other@x.example")).containsExactly("other@x.example");
    assertThat(expand("other@x.example").steps()).isEmpty();
  }

  @Test
  void anAliasThatNamesItselfKeepsItsMail() {
    alias("me@x.example", "me@x.example", "copy@y.example");

    assertThat(recipients("me@x.example")).containsExactly("me@x.example", "copy@y.example");
  }

  @Test
  void circlesAreRefused() {
    alias("a@x.example", "b@x.example");
    alias("b@x.example", "c@x.example", "ok@y.example");
    alias("c@x.example", "A@x.example");

    assertThat(expand("a@x.example").refusal())
        .hasValueSatisfying(
            reply ->
                assertThat(reply)
                    .hasToString(
                        "550 5.4.6 Aliases lead in a circle: a@x.example → b@x.example →"
                            + " c@x.example → a@x.example"));
  }

  @Test
  void depthIsBounded() {
    IntStream.range(0, 12)
        .forEach(i -> alias("a" + i + "@x.example", "a" + (i + 1) + "@x.example"));

    assertThat(expand("a0@x.example").refusal()).isPresent();
    assertThat(recipients("a3@x.example")).containsExactly("a12@x.example");
  }

  @Test
  void domainsStandForOthersCatchAllOrRefuse() {
    domain("{'name': 'Old.example', 'aliasOf': 'new.example'}");
    domain("{'name': 'new.example', 'catchAll': 'post@y.example'}");
    domain("{'name': 'strict.example'}");
    domain("{'name': 'open.example', 'unknown': 'accept'}");
    alias("bob@new.example", "bob@z.example");

    assertThat(recipients("bob@old.example")).containsExactly("bob@z.example");
    assertThat(recipients("eve@old.example")).containsExactly("post@y.example");
    assertThat(expand("eve@strict.example").refusal().orElseThrow().toString())
        .isEqualTo("550 5.1.1 There is no such mailbox here");
    assertThat(recipients("eve@open.example")).containsExactly("eve@open.example");
    assertThat(aliases.isOurs(EmailAddress.parse("any@strict.example"))).isTrue();
    assertThat(aliases.isOurs(EmailAddress.parse("any@other.example"))).isFalse();
  }

  @Test
  void mailToASenderMadeBySrsGoesBack() {
    EmailAddress original = EmailAddress.parse("from@a.example");
    EmailAddress rewritten =
        senders.rewrite(
            new SenderRewriting(SenderRewriting.Scheme.SRS, "us.example"),
            MessageId.next(),
            original,
            original);

    assertThat(aliases.expand(rewritten).recipients()).containsExactly(original);
    assertThat(aliases.isOurs(rewritten)).isTrue();
  }

  @Test
  void changesReachOtherNodes() {
    ManagedAliases other = node();
    alias("a@x.example", "b@y.example");
    domain("{'name': 'd.example'}");

    assertThat(other.isOurs(EmailAddress.parse("a@x.example"))).isFalse();
    other.sync();
    assertThat(other.isOurs(EmailAddress.parse("a@x.example"))).isTrue();
    assertThat(other.isOurs(EmailAddress.parse("a@d.example"))).isTrue();
    assertThat(other.deleteAlias(EmailAddress.parse("A@x.example"))).isTrue();
    assertThat(other.deleteDomain("d.example")).isTrue();
    aliases.sync();
    assertThat(aliases.isOurs(EmailAddress.parse("a@x.example"))).isFalse();
    assertThat(aliases.isOurs(EmailAddress.parse("a@d.example"))).isFalse();
  }

  @Test
  void listsAndFinds() {
    alias("b@x.example", "t@y.example");
    alias("a@x.example", "t@y.example");

    assertThat(aliases.aliases(null, PageRequest.first()).items())
        .extracting(each -> each.address().toString())
        .containsExactly("a@x.example", "b@x.example");
    assertThat(aliases.aliases("B@", PageRequest.first()).total()).isEqualTo(1);
    assertThat(aliases.alias(EmailAddress.parse("A@x.example"))).isPresent();
    assertThat(
            aliases.put(
                new Alias(
                    EmailAddress.parse("a@x.example"), List.of(EmailAddress.parse("z@y.example"))),
                false))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "alias | {} | address",
        "alias | {'address': 'nobody'} | address",
        "alias | {'address': 'a@x'} | targets",
        "alias | {'address': 'a@x', 'targets': []} | targets",
        "alias | {'address': 'a@x', 'targets': ['b@y', 'nobody']} | targets",
        "alias | {'address': 'a@x', 'targets': 'b@y', 'moon': 1} | moon",
        "domain | {} | name",
        "domain | {'name': 'a..b'} | name",
        "domain | {'name': 'a.b', 'aliasOf': 'a.b'} | aliasOf",
        "domain | {'name': 'a.b', 'aliasOf': 'c.d', 'catchAll': 'x@y'} | catchAll",
        "domain | {'name': 'a.b', 'unknown': 'maybe'} | unknown",
      })
  void whatIsWrongIsNamed(String what, String text, String member) {
    assertThatThrownBy(
            () -> {
              if (what.equals("alias")) {
                FORMAT.alias(null, json(text));
              } else {
                FORMAT.domain(null, json(text));
              }
            })
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo(member));
  }
}
