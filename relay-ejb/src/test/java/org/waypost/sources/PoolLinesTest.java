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
package org.waypost.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.waypost.scheduling.SitesForTests;
import org.waypost.smtpclient.AddressFamily;

class PoolLinesTest {

  private static final PoolLine POOL =
      new PoolLine("p", Set.of(AddressFamily.IPV4), Optional.empty());

  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong room = new AtomicLong(5);
  private final PoolLines lines =
      new PoolLines(SitesForTests.of(4), line -> room.get(), clock::get);

  @Test
  void aNameTellsItsLine() {
    assertThat(PoolLine.of(POOL.name())).contains(POOL);
    PoolLine atSite =
        new PoolLine(
            "p",
            Set.of(AddressFamily.IPV4, AddressFamily.IPV6),
            Optional.of(new Site("a b.test:25", List.of(), Integer.MAX_VALUE)));
    assertThat(atSite.name()).isEqualTo("pool:p:46 a b.test:25");
    assertThat(PoolLine.of(atSite.name())).contains(atSite);
    assertThat(PoolLine.of("mx.test")).isEmpty();
  }

  @Test
  void sendsNoMoreThanThereIsRoomFor() {
    lines.isToWait(POOL);
    assertThat(lines.ready()).containsExactly(POOL.name());
    lines.sent(POOL.name(), 5);
    assertThat(lines.room(POOL.name())).isZero();
    lines.came("other");
    assertThat(lines.room(POOL.name())).isZero();
    lines.came("p");
    assertThat(lines.room(POOL.name())).isEqualTo(1);
    clock.addAndGet(Duration.ofSeconds(6).toNanos());
    assertThat(lines.room(POOL.name())).as("lost on the way").isEqualTo(5);
  }

  @Test
  void forgetsALineOfWhichNobodyIsLeft() {
    lines.isToWait(POOL);
    lines.looked(POOL.name(), 5, 0);
    assertThat(lines.ready()).as("still on the way").contains(POOL.name());
    clock.addAndGet(Duration.ofSeconds(3).toNanos());
    lines.looked(POOL.name(), 5, 5);
    assertThat(lines.ready()).contains(POOL.name());
    lines.looked(POOL.name(), 5, 4);
    assertThat(lines.ready()).isEmpty();
  }

  @Test
  void findsWhatAnEarlierProcessParked() {
    lines.waits(POOL.name());
    lines.waits("mx.test");
    assertThat(lines.ready()).containsExactlyInAnyOrder(POOL.name(), "mx.test");
  }

  @Test
  void aLineOfASiteHasNoMoreRoomThanTheSite() {
    PoolLine atSite =
        new PoolLine(
            "p",
            Set.of(AddressFamily.IPV4),
            Optional.of(new Site("mx.test", List.of(), Integer.MAX_VALUE)));
    lines.isToWait(atSite);
    assertThat(lines.room(atSite.name())).isEqualTo(4);
  }
}
