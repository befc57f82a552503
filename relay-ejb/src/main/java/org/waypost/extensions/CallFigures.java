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

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one configuration. Safe for use by any number of threads. */
final class CallFigures {

  final LongAdder calls = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder timeouts = new LongAdder();
  final LongAdder overruns = new LongAdder();
  final LongAdder nanos = new LongAdder();
  private volatile LastError lastError;

  /** The error of the last call that failed. */
  record LastError(Instant at, String text) {}

  void failed(Instant at, String error) {
    failures.increment();
    lastError = new LastError(at, error);
  }

  Optional<LastError> lastError() {
    return Optional.ofNullable(lastError);
  }
}
