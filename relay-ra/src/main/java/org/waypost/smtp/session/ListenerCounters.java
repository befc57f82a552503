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

/** Counts what a listener does. Safe for any thread. */
public final class ListenerCounters {

  /**
   * The counters at one moment.
   *
   * @param connections accepted since the start, refused ones not among them
   * @param connectionsNow open
   * @param connectionsRefused over a limit
   * @param commands obeyed or refused
   * @param messagesAccepted answered with 250
   * @param messagesRefused answered with 4xx or 5xx at the end of their data
   * @param octets of the content of messages, refused ones among them
   */
  public record Snapshot(
      long connections,
      long connectionsNow,
      long connectionsRefused,
      long commands,
      long messagesAccepted,
      long messagesRefused,
      long octets) {}

  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder commands = new LongAdder();
  private final LongAdder messagesAccepted = new LongAdder();
  private final LongAdder messagesRefused = new LongAdder();
  private final LongAdder octets = new LongAdder();

  void connectionOpened() {
    opened.increment();
  }

  void connectionClosed() {
    closed.increment();
  }

  void connectionRefused() {
    refused.increment();
  }

  void command() {
    commands.increment();
  }

  void message(boolean accepted, long size) {
    (accepted ? messagesAccepted : messagesRefused).increment();
    octets.add(size);
  }

  /** What was counted so far. */
  public Snapshot snapshot() {
    long ended = closed.sum();
    long begun = opened.sum();
    return new Snapshot(
        begun,
        begun - ended,
        refused.sum(),
        commands.sum(),
        messagesAccepted.sum(),
        messagesRefused.sum(),
        octets.sum());
  }
}
