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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What one unfinished message has reserved of a budget, which may ask it to give that up. Confined
 * to its owner, but for what the budget asks.
 */
final class Holding implements MemoryBudget.Spillable {

  private static final Logger LOG = System.getLogger(Holding.class.getName());

  private final MemoryBudget budget;
  private final Executor owner;
  private final Runnable spill;
  private volatile long octets;
  private long number;

  /**
   * Of nothing.
   *
   * @param spill moves to a file what is held; called by the owner
   */
  Holding(MemoryBudget budget, Executor owner, Runnable spill) {
    this.budget = budget;
    this.owner = owner;
    this.spill = spill;
  }

  boolean reserve(int count) {
    return budget.reserve(count) && add(count);
  }

  boolean reserveForDisk(int count) {
    return budget.reserveForDisk(count) && add(count);
  }

  void charge(int count) {
    budget.charge(count);
    add(count);
  }

  /** The budget has reserved octets for it. */
  void granted(int count) {
    add(count);
  }

  /** Gives back some. */
  void giveBack(long count) {
    set(octets - count);
    budget.release(count);
  }

  /** All of it belongs to somebody else from now on, who gives it back; says how much that is. */
  long handOver() {
    long held = octets;
    set(0);
    return held;
  }

  @Override
  public long held() {
    return octets;
  }

  @Override
  public void spill() {
    try {
      owner.execute(
          () -> {
            forget();
            spill.run();
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "A message cannot go to a file: its session has ended");
    }
  }

  private boolean add(int count) {
    set(octets + count);
    return true;
  }

  private void set(long held) {
    octets = held;
    if (held > 0 && number == 0) {
      number = budget.offer(this);
    } else if (held == 0) {
      forget();
    }
  }

  private void forget() {
    if (number != 0) {
      budget.withdraw(number);
      number = 0;
    }
  }
}
