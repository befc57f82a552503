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
package org.waypost.ra;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the endpoint whether it is ready, again and again with growing pauses, and opens the server
 * once it is. Containers activate endpoints before their application has started, and nobody may be
 * told 250 before that.
 */
final class ReadinessGate implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ReadinessGate.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 1000;

  private final CallDispatcher dispatcher;
  private final ScheduledExecutorService timer;
  private final Runnable open;
  private long pause = FIRST_PAUSE_MILLIS;
  private volatile boolean closed;

  ReadinessGate(CallDispatcher dispatcher, ScheduledExecutorService timer, Runnable open) {
    this.dispatcher = dispatcher;
    this.timer = timer;
    this.open = open;
  }

  /** Asks now; one question is under way at a time. */
  void ask() {
    if (closed) {
      return;
    }
    EndpointCall<Boolean> call =
        new EndpointCall<>(
            delivery -> delivery.call(delivery.methods().ready(), e -> e.ready()).value(),
            false,
            false,
            PATIENCE,
            () -> !closed);
    var unused = call.answer().thenAccept(this::answered);
    dispatcher.submit(call);
  }

  private void answered(boolean ready) {
    if (closed) {
      return;
    }
    if (ready) {
      open.run();
      return;
    }
    LOG.log(Level.DEBUG, "The SMTP server waits for its application");
    try {
      var unused = timer.schedule(this::ask, pause, TimeUnit.MILLISECONDS);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The SMTP server has been closed meanwhile");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
