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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.waypost.api.listener.SessionStatus;

/**
 * A session as those see it who look at it from outside. Written on the session's event loop, read
 * on any thread, which may see the values a moment late.
 */
final class OpenSession {

  /** What a session is doing. */
  enum State {
    /** The client has not said who it is. */
    CONNECTED,
    /** No transaction has begun. */
    GREETED,
    /** A transaction without recipients. */
    MAIL,
    /** A transaction with recipients. */
    RCPT,
    /** Message data is on its way. */
    DATA,
    /** The application, or the disk, is asked. */
    WAITING,
    /** The last reply is on its way. */
    ENDING
  }

  private final String id;
  private final String listener;
  private final Client client;
  private final LongSupplier nanoTime;
  private final Runnable end;
  private final Instant since = Instant.now();
  private final AtomicLong octetsIn = new AtomicLong();
  private final AtomicLong octetsOut = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private volatile State state = State.CONNECTED;
  private volatile long heard;

  /**
   * A session that begins now.
   *
   * @param nanoTime the clock of its event loop
   * @param end ends the session with 421; callable on any thread
   */
  OpenSession(String id, String listener, Client client, LongSupplier nanoTime, Runnable end) {
    this.id = id;
    this.listener = listener;
    this.client = client;
    this.nanoTime = nanoTime;
    this.end = end;
    this.heard = nanoTime.getAsLong();
  }

  String id() {
    return id;
  }

  String listener() {
    return listener;
  }

  void received(int octets) {
    octetsIn.addAndGet(octets);
    heard = nanoTime.getAsLong();
  }

  void sent(int octets) {
    octetsOut.addAndGet(octets);
  }

  void messageAccepted() {
    messages.incrementAndGet();
  }

  void is(State now) {
    if (state != now) {
      state = now;
    }
  }

  void end() {
    end.run();
  }

  SessionStatus status() {
    return new SessionStatus(
        id,
        listener,
        client.remote(),
        since,
        client.helo(),
        client.tls(),
        client.user(),
        state.name(),
        messages.get(),
        octetsIn.get(),
        octetsOut.get(),
        Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - heard)).toMillis());
  }
}
