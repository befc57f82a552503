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
package org.waypost.plugins.spamd;

import java.util.List;
import org.waypost.plugins.message.RawField;

/**
 * What spamd said of a message.
 *
 * @param spam whether it takes it for spam
 * @param score the message's score
 * @param threshold the score from which on spamd's settings call a message spam
 * @param symbols names of the tests that hit; empty when they were not asked for
 * @param fields the {@code X-Spam-} fields that it would have in the header; empty when they were
 *     not asked for
 */
public record SpamdAnswer(
    boolean spam, double score, double threshold, List<String> symbols, List<RawField> fields) {

  /** Copies the lists. */
  public SpamdAnswer {
    symbols = List.copyOf(symbols);
    fields = List.copyOf(fields);
  }
}
