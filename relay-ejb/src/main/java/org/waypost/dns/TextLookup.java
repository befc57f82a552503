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

import java.util.List;

/** What a look-up of texts found. */
public sealed interface TextLookup {

  /**
   * There are some.
   *
   * @param texts one for each record, its strings put together; 1 or more
   */
  record Found(List<String> texts) implements TextLookup {
    /** Copies the texts. */
    public Found {
      texts = List.copyOf(texts);
    }
  }

  /** There is none. */
  record None() implements TextLookup {}

  /**
   * No answer, or one that may be another soon.
   *
   * @param reason a sentence for people
   */
  record Failed(String reason) implements TextLookup {}
}
