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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the sessions may take together. Safe for any thread; nothing waits.
 *
 * <p>Three quarters may hold contents on their way to the application; the rest is for blocks on
 * their way to the disk, so that a message which finds no room can still go to a file. When that is
 * used up too, whoever wants memory is called back, in the order they came, and the unfinished
 * messages that began first are asked to go to files: a client that does not send its message to an
 * end keeps nobody's memory.
 */
public final class MemoryBudget {

  /** The least that a budget has, or nothing could reach the disk. */
  private static final long LEAST = 256 * 1024;

  /** Content that can be moved to a file. */
  interface Spillable {

    /** Octets that this would set free. */
    long held();

    /** Moves to a file, soon; called on any thread. */
    void spill();
  }

  private final long total;
  private final long kept;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong births = new AtomicLong();
  private final ConcurrentNavigableMap<Long, Spillable> spillable = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<MemoryWait> waiting = new ConcurrentLinkedQueue<>();

  /** A budget of this many octets; 0 sends every message to a file. */
  public MemoryBudget(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("A memory budget is not negative: " + limit);
    }
    this.total = Math.max(limit, LEAST);
    this.kept = limit - limit / 4;
  }

  /** Octets in use. */
  public long used() {
    return used.get();
  }

  /** Octets there are. */
  public long total() {
    return total;
  }

  /** Whether nothing is left. */
  public boolean isUsedUp() {
    return used.get() >= total;
  }

  /** How many wait for memory. */
  public int waiting() {
    return waiting.size();
  }

  /** Reserves octets for content; false when they are not there, and then nothing is reserved. */
  boolean reserve(long octets) {
    return waiting.isEmpty() && take(octets, kept);
  }

  /** Reserves octets for a block on its way to the disk; false when they are not there. */
  boolean reserveForDisk(long octets) {
    return waiting.isEmpty() && take(octets, total);
  }

  /** Counts octets that are in use already, room or not. */
  public void charge(long octets) {
    used.addAndGet(octets);
  }

  /** Gives back what was reserved or charged. */
  public void release(long octets) {
    if (octets != 0) {
      used.addAndGet(-octets);
      serve();
    }
  }

  /**
   * Reserves octets for a block on its way to the disk as soon as they are there.
   *
   * @param owner runs the callback
   * @param granted called once they are reserved, unless the wait was given up before
   */
  MemoryWait await(long octets, Executor owner, Runnable granted) {
    MemoryWait wait = new MemoryWait(this, octets, owner, granted);
    waiting.add(wait);
    serve();
    if (wait.isOpen()) {
      relieve();
    }
    return wait;
  }

  /** Nobody need be served who has given up. */
  void withdraw(MemoryWait wait) {
    waiting.remove(wait);
    serve();
  }

  /** Counts a content among those that may be asked to go to a file; under the number returned. */
  long offer(Spillable content) {
    long number = births.incrementAndGet();
    spillable.put(number, content);
    return number;
  }

  /** The content of that number is not to be asked any more. */
  void withdraw(long number) {
    spillable.remove(number);
  }

  private boolean take(long octets, long limit) {
    // Nothing is added for a moment only: it would keep others from what is there.
    for (long now = used.get(); now + octets <= limit; now = used.get()) {
      if (used.compareAndSet(now, now + octets)) {
        return true;
      }
    }
    return false;
  }

  private void serve() {
    for (MemoryWait first = waiting.peek(); first != null; first = waiting.peek()) {
      if (!take(first.octets(), total)) {
        return;
      }
      if (!waiting.remove(first) || !first.grant()) {
        used.addAndGet(-first.octets());
      }
    }
  }

  private void relieve() {
    long wanted = waiting.stream().mapToLong(MemoryWait::octets).sum();
    List<Spillable> asked = new ArrayList<>();
    for (var oldest = spillable.pollFirstEntry();
        oldest != null && wanted > 0;
        oldest = wanted > 0 ? spillable.pollFirstEntry() : null) {
      wanted -= oldest.getValue().held();
      asked.add(oldest.getValue());
    }
    asked.forEach(Spillable::spill);
  }
}
