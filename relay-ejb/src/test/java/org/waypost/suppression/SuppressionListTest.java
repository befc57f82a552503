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
package org.waypost.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.settings.BounceSettings.Threshold;
import org.waypost.classification.Category;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.suppression.Suppression.Origin;

class SuppressionListTest {

  private static final EmailAddress SENDER = EmailAddress.parse("news@sender.example");
  private static final EmailAddress BOB = EmailAddress.parse("Bob@x.example");
  private static final SuppressionRules RULES =
      new SuppressionRules(
          Map.of(
              Category.HARD,
              new Threshold(1, Duration.ofDays(1), Duration.ofDays(365)),
              Category.FULL,
              new Threshold(3, Duration.ofDays(10), Duration.ofDays(30))));

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private SuppressionList list;
  private SqlSuppressions suppressions;
  private SuppressionFeed feed;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    list = new SuppressionList(database, ledger);
    suppressions = new SqlSuppressions(database, ledger, list);
    feed = new SuppressionFeed(list, RULES);
    list.sync();
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private static Suppression entry(String address, String scope, Instant expires) {
    return new Suppression(
        address,
        scope,
        Category.POLICY,
        "asked for it",
        Origin.MANUAL,
        Optional.empty(),
        1,
        Instant.now(),
        Optional.ofNullable(expires));
  }

  private void fails(Category category, Instant at) {
    ledger.writeAndWait(
        statements -> {
          feed.note(
              statements,
              new SuppressionFeed.Failure(
                  BOB, "", category, "550 5.1.1 no", Origin.BOUNCE, MessageId.next()),
              at);
          return null;
        });
  }

  private Optional<Suppression> found() {
    return list.find(SENDER, BOB);
  }

  @Test
  void anAddressIsFoundHoweverItIsWritten() {
    assertThat(found()).isEmpty();
    assertThat(suppressions.put(entry("BOB@X.example", "", null))).isTrue();
    assertThat(found()).isPresent();
    assertThat(list.find(SENDER, EmailAddress.parse("bobby@x.example"))).isEmpty();
    assertThat(suppressions.put(entry("bob@x.example", "", null))).isFalse();
    assertThat(found().orElseThrow().count()).isEqualTo(2);
    assertThat(suppressions.delete("bOb@x.example", "")).isTrue();
    assertThat(found()).isEmpty();
  }

  @Test
  void aScopeHoldsForItsSendersOnly() {
    suppressions.put(entry("bob@x.example", "Sender.example", null));
    assertThat(found()).isPresent();
    assertThat(list.find(EmailAddress.parse("a@other.example"), BOB)).isEmpty();
    assertThat(list.find(EmailAddress.NULL_SENDER, BOB)).isEmpty();
  }

  @Test
  void aDomainHoldsForAllOfIt() {
    suppressions.put(entry("@x.example", "", null));
    assertThat(found()).isPresent();
    assertThat(list.find(SENDER, EmailAddress.parse("bob@y.x.example"))).isEmpty();
  }

  @Test
  void anotherNodeSeesItAtItsNextLook() {
    SuppressionList other = new SuppressionList(database, ledger);
    other.sync();
    suppressions.put(entry("bob@x.example", "", null));
    assertThat(other.find(SENDER, BOB)).isEmpty();
    other.sync();
    assertThat(other.find(SENDER, BOB)).isPresent();
    SuppressionList started = new SuppressionList(database, ledger);
    started.sync();
    assertThat(started.find(SENDER, BOB)).isPresent();
  }

  @Test
  void anEntryEnds() {
    suppressions.put(entry("bob@x.example", "", Instant.now().minusSeconds(1)));
    assertThat(found()).isEmpty();
    list.deleteOld(Instant.now(), RULES);
    assertThat(suppressions.find("bob@x.example", "")).isEmpty();
  }

  @Test
  void theFirstHardFailureIsEnough() {
    fails(Category.HARD, Instant.now());
    assertThat(found().orElseThrow())
        .satisfies(
            entry -> {
              assertThat(entry.origin()).isEqualTo(Origin.BOUNCE);
              assertThat(entry.reason()).isEqualTo("550 5.1.1 no");
              assertThat(entry.expiresAt().orElseThrow())
                  .isAfter(Instant.now().plus(Duration.ofDays(364)));
              assertThat(entry.sentence()).contains("(hard: 550 5.1.1 no)");
            });
  }

  @Test
  void othersNeedSeveralWithinTheirWindow() {
    Instant start = Instant.now().minus(Duration.ofDays(12));
    fails(Category.FULL, start);
    fails(Category.FULL, start.plusSeconds(1));
    fails(Category.FULL, Instant.now());
    assertThat(found()).as("the first two are too long ago").isEmpty();
    fails(Category.FULL, Instant.now());
    fails(Category.FULL, Instant.now());
    assertThat(found().orElseThrow().category()).isEqualTo(Category.FULL);
  }

  @Test
  void aBlockSaysNothingAboutTheAddress() {
    fails(Category.BLOCK, Instant.now());
    assertThat(found()).isEmpty();
  }

  @Test
  void whatAnAdministratorSaidStays() {
    suppressions.put(entry("bob@x.example", "", null));
    fails(Category.HARD, Instant.now());
    assertThat(found().orElseThrow())
        .satisfies(
            entry -> {
              assertThat(entry.origin()).isEqualTo(Origin.MANUAL);
              assertThat(entry.expiresAt()).isEmpty();
              assertThat(entry.count()).isEqualTo(2);
            });
  }

  @Test
  void manyAreTakenAtOnceAndListed() {
    List<Suppression> many = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      many.add(entry("user" + i + "@x.example", "", null));
    }
    assertThat(suppressions.putAll(many)).isEqualTo(1200);
    assertThat(suppressions.putAll(many)).isZero();
    assertThat(
            suppressions
                .list(
                    new Suppressions.Query(
                        "user77", Category.POLICY, Origin.MANUAL, "*", PageRequest.first()))
                .total())
        .isEqualTo(11);
    assertThat(list.find(SENDER, EmailAddress.parse("user1199@x.example"))).isPresent();
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    assertThatThrownBy(() -> entry("no address", "", null))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("address"));
    assertThatThrownBy(() -> entry("@x..example", "", null))
        .isInstanceOf(InvalidMemberException.class);
    assertThatThrownBy(() -> entry("a@b.example", "-", null))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("scope"));
  }
}
