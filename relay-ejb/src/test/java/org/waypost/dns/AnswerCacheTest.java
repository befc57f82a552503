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
package org.waypost.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class AnswerCacheTest {

  private static final Answer ANSWER = new Answer.NoData(false);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final AnswerCache cache = new AnswerCache(100, nanos::get);

  private Answer get(String name, Duration ttl) {
    return cache
        .get(
            question(name),
            question -> {
              asked.incrementAndGet();
              return CompletableFuture.completedFuture(new TimedAnswer(ANSWER, ttl));
            })
        .join();
  }

  private static Question question(String name) {
    return new Question(Name.fromConstantString(name + ".test."), Type.MX);
  }

  @Test
  void remembersForAsLongAsItHolds() {
    get("a", Duration.ofSeconds(10));
    nanos.set(Duration.ofSeconds(10).toNanos() - 1);
    assertThat(get("a", Duration.ofSeconds(10))).isEqualTo(ANSWER);
    assertThat(cache.known(question("A"))).contains(ANSWER);
    assertThat(asked).hasValue(1);

    nanos.set(Duration.ofSeconds(10).toNanos());

    assertThat(cache.known(question("a"))).isEmpty();
    get("a", Duration.ofSeconds(10));
    assertThat(asked).hasValue(2);
    assertThat(cache.statistics()).isEqualTo(new DnsStatistics(1, 1, 2, 0));
  }

  @Test
  void asksOnceForAllWhoWait() {
    CompletableFuture<TimedAnswer> pending = new CompletableFuture<>();
    CompletableFuture<Answer> first = cache.get(question("a"), question -> pending);
    CompletableFuture<Answer> second =
        cache.get(
            question("a"),
            question -> {
              throw new AssertionError("asked twice");
            });
    assertThat(cache.known(question("a"))).isEmpty();
    assertThat(second).isNotDone();

    pending.complete(new TimedAnswer(ANSWER, Duration.ofSeconds(1)));

    assertThat(first).isCompletedWithValue(ANSWER);
    assertThat(second).isCompletedWithValue(ANSWER);
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 10_000; i++) {
      get("n" + i, Duration.ofDays(1));
    }
    assertThat(cache.statistics().entries()).isLessThanOrEqualTo(101);
  }
}
