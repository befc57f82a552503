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

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.settings.BounceSettings.Threshold;
import org.waypost.classification.Category;

/**
 * When failures put an address on the list.
 *
 * @param byCategory those of a category that is missing never do
 */
public record SuppressionRules(Map<Category, Threshold> byCategory) {

  /** Copies the rules. */
  public SuppressionRules {
    byCategory = Map.copyOf(byCategory);
  }

  /**
   * As a setting says.
   *
   * @param byWord by {@link Category#word()}
   */
  public static SuppressionRules of(Map<String, Threshold> byWord) {
    Map<Category, Threshold> rules = new EnumMap<>(Category.class);
    byWord.forEach((word, threshold) -> rules.put(Category.of(word), threshold));
    return new SuppressionRules(rules);
  }

  Optional<Threshold> of(Category category) {
    return Optional.ofNullable(byCategory.get(category));
  }

  Duration longestWindow() {
    return byCategory.values().stream()
        .map(Threshold::window)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
