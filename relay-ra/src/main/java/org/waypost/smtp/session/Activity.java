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
package org.waypost.smtp.session;

import io.netty.util.concurrent.Ticker;
import java.time.Duration;

/**
 * When something last happened in a session. Time in which the client waits for the server counts
 * for none of its limits. Confined to the event loop of the session.
 */
final class Activity {

  private final Ticker clock;
  private long greeted;
  private long heard;
  private long stepped;
  private long held;

  /** Of a session that begins now. */
  Activity(Ticker clock) {
    this.clock = clock;
    greeted = clock.nanoTime();
    heard = greeted;
    stepped = greeted;
    held = greeted;
  }

  /** The client was greeted. */
  void greeted() {
    greeted = clock.nanoTime();
    stepped = greeted;
  }

  /** Octets have arrived. */
  void heard() {
    heard = clock.nanoTime();
  }

  /** A command was obeyed, or something else has moved the session on. */
  void stepped() {
    stepped = clock.nanoTime();
  }

  /** The client is waiting for the server. */
  void held() {
    held = clock.nanoTime();
    heard = held;
    stepped = held;
  }

  /** Nanoseconds by the clock of the session; only differences mean anything. */
  long now() {
    return clock.nanoTime();
  }

  /** When the client last waited for the server. */
  long lastHeld() {
    return held;
  }

  boolean greetedFor(Duration limit) {
    return isPast(greeted, limit);
  }

  boolean silentFor(Duration limit) {
    return isPast(heard, limit);
  }

  boolean idleFor(Duration limit) {
    return isPast(stepped, limit);
  }

  private boolean isPast(long start, Duration limit) {
    return clock.nanoTime() - start >= limit.toNanos();
  }
}
