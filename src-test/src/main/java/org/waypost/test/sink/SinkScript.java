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
package org.waypost.test.sink;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Decides what a sink does at each step. Called by many connections at once. */
@FunctionalInterface
public interface SinkScript {

  /** What to do at this step; never null. */
  SinkAction at(SinkStep step);

  /** Accepts everything. */
  static SinkScript accepting() {
    return step -> SinkAction.proceed();
  }

  /** Does this at every step of one stage, and accepts everything else. */
  static SinkScript always(Stage stage, SinkAction action) {
    return step -> step.stage() == stage ? action : SinkAction.proceed();
  }

  /** Does this the first {@code times} times that a stage is reached; later accepts everything. */
  static SinkScript first(int times, Stage stage, SinkAction action) {
    AtomicInteger left = new AtomicInteger(times);
    return step ->
        step.stage() == stage && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0
            ? action
            : SinkAction.proceed();
  }

  /** Does this at RCPT of the recipients that match. */
  static SinkScript recipients(Predicate<String> which, SinkAction action) {
    return step ->
        step.stage() == Stage.RCPT && which.test(step.argument()) ? action : SinkAction.proceed();
  }

  /** Asks this script, and where it just proceeds, the other one. */
  default SinkScript or(SinkScript other) {
    return step -> {
      SinkAction action = at(step);
      return action.equals(SinkAction.proceed()) ? other.at(step) : action;
    };
  }
}
