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

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers answers, also those that there is nothing, for as long as they hold; who asks what is
 * being asked already, waits for that answer. Bounded: when it is full, a part of it is forgotten.
 */
final class AnswerCache {

  private final int most;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<Question, Entry> entries = new ConcurrentHashMap<>();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** A question that is being asked, or was. */
  private static final class Entry {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile long until;

    boolean isFresh(long now) {
      return !answer.isDone() || until - now > 0;
    }
  }

  /** For so many answers, by this clock. */
  AnswerCache(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /**
   * The answer, from memory or from the source.
   *
   * @param source not exceptional
   */
  CompletableFuture<Answer> get(
      Question question, Function<Question, CompletionStage<TimedAnswer>> source) {
    long now = nanos.getAsLong();
    Entry known = entries.get(question);
    if (known != null && known.isFresh(now)) {
      hits.increment();
      return known.answer;
    }
    Entry mine = new Entry();
    Entry current =
        entries.compute(question, (key, old) -> old != null && old.isFresh(now) ? old : mine);
    if (current != mine) {
      hits.increment();
      return current.answer;
    }
    misses.increment();
    makeRoom(now);
    source
        .apply(question)
        .thenAccept(
            found -> {
              if (found.answer() instanceof Answer.Failed) {
                failures.increment();
              }
              mine.until = nanos.getAsLong() + found.ttl().toNanos();
              mine.answer.complete(found.answer());
            });
    return mine.answer;
  }

  /** The answer, if it is known and still holds. */
  Optional<Answer> known(Question question) {
    Entry entry = entries.get(question);
    return entry != null && entry.answer.isDone() && entry.isFresh(nanos.getAsLong())
        ? Optional.of(entry.answer.join())
        : Optional.empty();
  }

  /** Forgets what holds no longer; if that is little, a quarter of the rest too. */
  private void makeRoom(long now) {
    if (entries.size() <= most) {
      return;
    }
    entries.values().removeIf(each -> !each.isFresh(now));
    Iterator<Entry> each = entries.values().iterator();
    for (int left = entries.size() - most * 3 / 4; left > 0 && each.hasNext(); left--) {
      each.next();
      each.remove();
    }
  }

  void clear() {
    entries.clear();
  }

  DnsStatistics statistics() {
    return new DnsStatistics(entries.size(), hits.sum(), misses.sum(), failures.sum());
  }
}
