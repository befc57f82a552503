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

import java.util.ArrayList;
import java.util.List;

/** Asks the rules, in their order. Safe for use by any number of threads. */
public final class Classifier {

  private static final Classification UNKNOWN = new Classification(Category.UNKNOWN, null, false);

  private final List<CompiledRule> shipped;
  private volatile List<CompiledRule> own = List.of();

  /** Asks these, after the administrators' own. */
  public Classifier(List<BounceRule> shipped) {
    this.shipped = compiled(shipped);
  }

  /** With the rules that are shipped. */
  public static Classifier shipped() {
    return new Classifier(ShippedRules.read());
  }

  /**
   * What a reply means.
   *
   * @param category what it means
   * @param rule id of the rule that said so; null when none did
   * @param own whether that is a rule of an administrator
   */
  public record Classification(Category category, String rule, boolean own) {}

  /** What a refusal means, and which rule says so. */
  public Classification classify(Refusal refusal) {
    for (CompiledRule each : own) {
      if (each.matches(refusal)) {
        return new Classification(each.rule().category(), each.rule().id(), true);
      }
    }
    for (CompiledRule each : shipped) {
      if (each.matches(refusal)) {
        return new Classification(each.rule().category(), each.rule().id(), false);
      }
    }
    return UNKNOWN;
  }

  /** The rules that are shipped, in order. */
  public List<BounceRule> shippedRules() {
    return shipped.stream().map(CompiledRule::rule).toList();
  }

  /** Asks these first from now on. */
  public void use(List<BounceRule> rules) {
    own = compiled(rules);
  }

  private static List<CompiledRule> compiled(List<BounceRule> rules) {
    List<CompiledRule> compiled = new ArrayList<>(rules.size());
    rules.forEach(rule -> compiled.add(new CompiledRule(rule)));
    return List.copyOf(compiled);
  }
}
