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

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.definitions.Stored;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Version;

/** The rules that are shipped and those in the database, applied to the classifier of this node. */
public final class ManagedBounceRules extends ManagedDefinitions<PlacedRule>
    implements BounceRules {

  private final Classifier classifier;

  /** Over this database and that classifier; {@link #sync} has to be called first. */
  public ManagedBounceRules(Database database, Ledger ledger, Classifier classifier) {
    super(
        database,
        ledger,
        InstantSource.system(),
        kind(new JsonBounceRuleFormat(), classifier.shippedRules()));
    this.classifier = classifier;
  }

  private static Kind<PlacedRule> kind(BounceRuleFormat format, List<BounceRule> shipped) {
    return new Kind<>(
        "bounce_rule",
        "Bounce rule",
        new Version("definition_version", "kind", "bounce-rules"),
        1_000,
        4_000,
        "text",
        placed -> placed.rule().id(),
        PlacedRule::position,
        format::write,
        format::read,
        placed(shipped));
  }

  private static Map<String, PlacedRule> placed(List<BounceRule> shipped) {
    Map<String, PlacedRule> placed = new TreeMap<>();
    for (BounceRule rule : shipped) {
      placed.put(rule.id(), new PlacedRule(rule, PlacedRule.SHIPPED + placed.size(), true));
    }
    return placed;
  }

  @Override
  protected void use(List<Stored<PlacedRule>> all) {
    classifier.use(
        all.stream()
            .map(Stored::definition)
            .filter(PlacedRule::enabled)
            .map(PlacedRule::rule)
            .toList());
  }

  @Override
  public Explanation explain(Refusal refusal) {
    return classifier.explain(refusal);
  }
}
