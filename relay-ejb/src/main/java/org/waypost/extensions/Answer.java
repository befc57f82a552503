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
package org.waypost.extensions;

import java.util.Objects;

/**
 * What came of a call.
 *
 * @param <R> what the extension answers
 */
public sealed interface Answer<R> {

  /** The extension has answered. */
  record Given<R>(R value) implements Answer<R> {
    /** Checks that there is an answer. */
    public Given {
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * It has not; its error is noted.
   *
   * @param policy what holds now
   * @param error for the log
   */
  record Failed<R>(FailurePolicy policy, String error) implements Answer<R> {}
}
