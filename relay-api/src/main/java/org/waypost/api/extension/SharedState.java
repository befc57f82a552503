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
package org.waypost.api.extension;

import java.time.Duration;
import java.util.Optional;

/**
 * Small values that a configuration remembers for a time, in the database, so that all nodes know
 * them and a restart does not forget them: greylisting, counts. Safe for use by any number of
 * threads.
 *
 * <p>Keys have 1 to {@value #MAX_KEY} characters, values at most {@value #MAX_VALUE}; each
 * configuration has keys of its own. A call costs a round trip to the database. When that does not
 * answer, an {@link IllegalStateException} is thrown, as is for a longer key or value.
 */
public interface SharedState {

  /** Longest key, in characters; hash what may be longer. */
  int MAX_KEY = 200;

  /** Longest value, in characters. */
  int MAX_VALUE = 1_000;

  /** The value of a key, unless its time has passed. */
  Optional<String> get(String key);

  /** Sets a value for this time from now on; one that was there is replaced. */
  void put(String key, String value, Duration keep);

  /**
   * Adds to a number, as one step over all nodes; what is not there counts as 0.
   *
   * @param keep from now on, if the key was not there; else its time stays what it was
   * @return the sum
   */
  long add(String key, long amount, Duration keep);

  /** Forgets a key. */
  void remove(String key);
}
