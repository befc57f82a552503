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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Asks the rules, in their order. Safe for use by any number of threads. */
public final class Classifier {

  private static final Classification UNKNOWN = new Classification(Category.UNKNOWN, null);

  private final List<BounceRule> shipped = ShippedRules.read();
  private volatile Book book = new Book(shipped);
  private volatile Asked asked = refusal -> Optional.empty();

  /** Whoever is asked before the rules; answers from memory. */
  @FunctionalInterface
  public interface Asked {
    /** What a refusal means; empty for no opinion. */
    Optional<Classification> about(Refusal refusal);
  }

  /** The rules of a moment, and what they said of replies that come again and again. */
  private static final class Book {
    private static final int MOST_KNOWN = 500;
    private static final int LONGEST_KNOWN = 500;

    private final List<CompiledRule> rules;
    private final ConcurrentMap<Refusal, Classification> known = new ConcurrentHashMap<>();

    Book(List<BounceRule> rules) {
      this.rules = rules.stream().map(CompiledRule::new).toList();
    }

    Optional<CompiledRule> first(Refusal refusal) {
      return rules.stream().filter(each -> each.matches(refusal)).findFirst();
    }

    Classification classify(Refusal refusal) {
      Classification found = known.get(refusal);
      if (found == null) {
        found =
            first(refusal)
                .map(each -> new Classification(each.rule().category(), each.rule().id()))
                .orElse(UNKNOWN);
        if (refusal.text().length() <= LONGEST_KNOWN) {
          if (known.size() >= MOST_KNOWN) {
            known.clear();
          }
          known.put(refusal, found);
        }
      }
      return found;
    }
  }

  /**
   * What a reply means.
   *
   * @param category what it means
   * @param rule id of the rule that said so; null when none did
   */
  public record Classification(Category category, String rule) {}

  /** What a refusal means, and which rule says so. */
  public Classification classify(Refusal refusal) {
    return asked.about(refusal).orElseGet(() -> book.classify(refusal));
  }

  /** The same with the conditions that decided. */
  public BounceRules.Explanation explain(Refusal refusal) {
    return book.first(refusal)
        .map(
            each ->
                new BounceRules.Explanation(
                    each.rule().category(), each.rule().id(), refusal, each.why(refusal)))
        .orElseGet(() -> new BounceRules.Explanation(Category.UNKNOWN, null, refusal, List.of()));
  }

  /** The rules that are shipped, in order. */
  public List<BounceRule> shippedRules() {
    return shipped;
  }

  /** Asks this before the rules, but not where they are explained. */
  public void asking(Asked other) {
    asked = other;
  }

  /** Asks these from now on, in their order, and no others. */
  public void use(List<BounceRule> others) {
    book = new Book(others);
  }
}
