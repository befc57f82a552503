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
package org.waypost.suspension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.scheduling.Suspension;
import org.waypost.scheduling.Suspensions;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.suspension.Suspended.Kind;

class ManagedSuspensionsTest {

  @TempDir Path folder;
  private final Hand clock = new Hand();
  private Database database;
  private Ledger ledger;
  private ManagedSuspensions suspensions;

  /** A clock that is set by hand. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    suspensions = new ManagedSuspensions(database, ledger, clock);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private Suspended suspend(Kind kind, String name) {
    return suspensions.suspend(kind, name, "maintenance", Optional.empty(), "admin").orElseThrow();
  }

  @Test
  void holdsForSiteAndDomain() {
    suspend(Kind.SITE, "MX.x.org");
    suspend(Kind.DOMAIN, "Y.org");

    assertThat(suspensions.of("mx.x.org", "x.org"))
        .contains(new Suspension(false, "maintenance", Optional.empty()));
    assertThat(suspensions.of("mx.google.example", "y.org"))
        .contains(new Suspension(true, "maintenance", Optional.empty()));
    assertThat(suspensions.of("mx.z.org", "z.org")).isEmpty();
  }

  @Test
  void holdsForSendersAndTheirDomain() {
    suspend(Kind.SENDER, "news@LIST.example");
    suspend(Kind.SENDER, "@shop.example");

    assertThat(suspensions.ofSender("news@list.example")).isPresent();
    assertThat(suspensions.ofSender("bob@list.example")).isEmpty();
    assertThat(suspensions.ofSender("bob@shop.example")).isPresent();
    assertThat(suspensions.ofSender("")).isEmpty();
    assertThat(suspensions.of(Suspensions.SENDER + "bob@shop.example", "")).isPresent();
    assertThat(suspensions.of(Suspensions.SENDER + "bob@list.example", "")).isEmpty();
  }

  @Test
  void holdsForEverything() {
    Suspended all = suspend(Kind.ALL, "");
    assertThat(suspensions.of("mx.x.org", "x.org")).isPresent();
    assertThat(suspensions.resume(all.id(), "admin")).isTrue();
    assertThat(suspensions.resume(all.id(), "admin")).isFalse();
    assertThat(suspensions.of("mx.x.org", "x.org")).isEmpty();
  }

  @Test
  void endsByItself() {
    Instant end = clock.instant().plus(Duration.ofHours(1));
    suspensions.suspend(Kind.DOMAIN, "x.org", "later", Optional.of(end), null);
    assertThat(suspensions.of("", "x.org")).isPresent();

    clock.now = end;
    assertThat(suspensions.of("", "x.org")).isEmpty();
    assertThat(suspensions.list(PageRequest.first()).items()).isEmpty();
    suspensions.sync();
    long rows = database.read(statements -> statements.number("select count(*) from suspension"));
    assertThat(rows).isZero();
  }

  @Test
  void isKnownToOtherNodesAndAfterARestart() {
    ManagedSuspensions other = new ManagedSuspensions(database, ledger, clock);
    Suspended made = suspend(Kind.DOMAIN, "x.org");
    assertThat(other.of("", "x.org")).isEmpty();
    other.sync();
    assertThat(other.of("", "x.org")).isPresent();
    assertThat(other.list(PageRequest.first()).items()).containsExactly(made);
    assertThat(other.find(made.id())).contains(made);

    suspensions.resume(made.id(), "admin");
    other.sync();
    assertThat(other.of("", "x.org")).isEmpty();
  }

  @Test
  void refusesWhatMakesNoSense() {
    suspend(Kind.DOMAIN, "x.org");
    assertThat(suspensions.suspend(Kind.DOMAIN, "X.ORG", "again", Optional.empty(), null))
        .isEmpty();
    assertThatThrownBy(() -> suspend(Kind.DOMAIN, "a b"))
        .hasFieldOrPropertyWithValue("member", "name");
    assertThatThrownBy(() -> suspend(Kind.ALL, "x")).isInstanceOf(InvalidMemberException.class);
    assertThatThrownBy(
            () ->
                suspensions.suspend(
                    Kind.DOMAIN, "z.org", "late", Optional.of(clock.instant()), null))
        .hasFieldOrPropertyWithValue("member", "until");
    assertThatThrownBy(() -> suspensions.suspend(Kind.DOMAIN, "z.org", " ", Optional.empty(), null))
        .hasFieldOrPropertyWithValue("member", "reason");
  }
}
