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
package org.waypost.plugins.headers;

import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.message.HeaderEdit;
import org.waypost.plugins.message.RawField;

/**
 * A rule: what is done, and the fields without which, or with which, it is not.
 *
 * @param condition the field that the header has to have; empty for any header
 * @param negated whether the header must not have it instead
 * @param action what is done
 */
record HeaderRule(Optional<FieldPattern> condition, boolean negated, Action action) {

  /** What a rule does. */
  interface Action {

    /**
     * Does it.
     *
     * @param edit the header, which it may change
     * @return a decision that ends the rules; empty when it makes none
     */
    Optional<FilterResult> apply(HeaderEdit edit, List<String> tags);
  }

  boolean applies(List<RawField> header) {
    return condition.map(each -> header.stream().anyMatch(each::matches) != negated).orElse(true);
  }
}
