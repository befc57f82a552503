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
import org.waypost.definitions.Definitions;

/** The rules by which replies are classified, in the order in which they are asked. */
public interface BounceRules extends Definitions<PlacedRule> {

  /**
   * What a reply means.
   *
   * @param category what it means
   * @param rule id of the rule that says so; null when none does
   * @param refusal what was made of the reply
   * @param why the conditions of the rule, and what fulfils them; empty without a rule
   */
  record Explanation(Category category, String rule, Refusal refusal, List<String> why) {}

  /** Says what a refusal means, and why. Nothing else happens. */
  Explanation explain(Refusal refusal);
}
