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

import java.util.concurrent.atomic.LongAdder;
import org.waypost.api.listener.ListenerFigures;

/** Counts what a listener does. Safe for any thread; counting never waits. */
public final class ListenerCounters {

  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder earlyTalkers = new LongAdder();
  private final LongAdder tlsHandshakes = new LongAdder();
  private final LongAdder tlsFailures = new LongAdder();
  private final LongAdder signIns = new LongAdder();
  private final LongAdder signInFailures = new LongAdder();
  private final LongAdder commands = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder recipientsRefused = new LongAdder();
  private final LongAdder messagesAccepted = new LongAdder();
  private final LongAdder messagesRefused = new LongAdder();
  private final LongAdder octets = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder memoryWaits = new LongAdder();

  void connectionOpened() {
    opened.increment();
  }

  void connectionClosed() {
    closed.increment();
  }

  void connectionRefused() {
    refused.increment();
  }

  void earlyTalker() {
    earlyTalkers.increment();
  }

  /** A TLS handshake has ended. */
  public void tlsHandshake(boolean succeeded) {
    (succeeded ? tlsHandshakes : tlsFailures).increment();
  }

  /** An attempt to sign in has ended. */
  public void signIn(boolean succeeded) {
    (succeeded ? signIns : signInFailures).increment();
  }

  void command() {
    commands.increment();
  }

  void error() {
    errors.increment();
  }

  void recipientRefused() {
    recipientsRefused.increment();
  }

  void message(boolean accepted, long size) {
    (accepted ? messagesAccepted : messagesRefused).increment();
    octets.add(size);
  }

  void rateLimited() {
    rateLimited.increment();
  }

  void timeout() {
    timeouts.increment();
  }

  void memoryWait() {
    memoryWaits.increment();
  }

  /** What was counted so far. */
  public ListenerFigures figures() {
    // Closed ones first: else one that opens and closes in between would make "now" negative.
    long ended = closed.sum();
    long begun = opened.sum();
    return new ListenerFigures(
        begun,
        begun - ended,
        refused.sum(),
        earlyTalkers.sum(),
        tlsHandshakes.sum(),
        tlsFailures.sum(),
        signIns.sum(),
        signInFailures.sum(),
        commands.sum(),
        errors.sum(),
        recipientsRefused.sum(),
        messagesAccepted.sum(),
        messagesRefused.sum(),
        octets.sum(),
        rateLimited.sum(),
        timeouts.sum(),
        memoryWaits.sum());
  }
}
