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
package org.waypost.smtp.content;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who waits for memory. It is granted once, or given up. Safe for any thread. */
final class MemoryWait {

  private enum State {
    OPEN,
    GRANTED,
    GIVEN_UP
  }

  private final MemoryBudget budget;
  private final long octets;
  private final Executor owner;
  private final Runnable granted;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  MemoryWait(MemoryBudget budget, long octets, Executor owner, Runnable granted) {
    this.budget = budget;
    this.octets = octets;
    this.owner = owner;
    this.granted = granted;
  }

  long octets() {
    return octets;
  }

  boolean isOpen() {
    return state.get() == State.OPEN;
  }

  /** The octets are reserved for this one; false when nobody wants them any more. */
  boolean grant() {
    if (!state.compareAndSet(State.OPEN, State.GRANTED)) {
      return false;
    }
    try {
      owner.execute(granted);
      return true;
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and the session with it.
      return false;
    }
  }

  /** Waits no longer. What was granted already is the owner's to give back, when it is called. */
  void giveUp() {
    if (state.compareAndSet(State.OPEN, State.GIVEN_UP)) {
      budget.withdraw(this);
    }
  }
}
