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
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SiteSlotsTest {

  private final SiteSlots slots = new SiteSlots(2);

  private SiteSlots.Slot take(String site) {
    return slots.acquire(site).orElseThrow();
  }

  @Test
  void aSiteThatStandsStillGetsNoMore() {
    SiteSlots.Slot first = take("a");
    SiteSlots.Slot second = take("a");
    await().pollDelay(Duration.ZERO).until(() -> slots.acquire("a").isEmpty());
    take("b").close();
    first.close();
    take("a").close();
    second.close();

    assertThat(slots.active()).isZero();
  }

  @Test
  void aSiteHasFewPlacesUntilDeliveriesHaveEndedThere() {
    SiteSlots many = new SiteSlots(SiteSlots.FIRST + 2);
    List<SiteSlots.Slot> held = new ArrayList<>();
    for (int i = 0; i < SiteSlots.FIRST; i++) {
      held.add(many.acquire("a").orElseThrow());
    }
    assertThat(many.acquire("a")).as("before any delivery has ended").isEmpty();

    held.remove(0).close();
    held.add(many.acquire("a").orElseThrow());
    held.add(many.acquire("a").orElseThrow());

    held.forEach(SiteSlots.Slot::close);
    assertThat(many.active()).isZero();
  }

  @Test
  void oneWaitsAtASiteThatMoves() {
    SiteSlots.Slot first = take("a");
    SiteSlots.Slot second = take("a");
    CompletableFuture<Optional<SiteSlots.Slot>> third =
        CompletableFuture.supplyAsync(() -> slots.acquire("a"));
    first.close();

    third.join().orElseThrow().close();
    second.close();
    assertThat(slots.active()).isZero();
  }
}
