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
package org.waypost.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** What a node does again and again. */
final class Timetable implements AutoCloseable {

  /** How soon what was changed on another node, or by REST, is seen here. */
  static final Duration CHANGES = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(Timetable.class.getName());

  private final ScheduledExecutorService timer;
  private final List<ScheduledFuture<?>> tasks = new CopyOnWriteArrayList<>();

  Timetable(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Runs a task again and again; one that fails is logged, and runs again at its next time.
   *
   * @param first from now
   * @param pause from the end of a run to the start of the next
   * @param what is being done, for the log
   */
  void every(Duration first, Duration pause, String what, Runnable task) {
    tasks.add(
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Failed at " + what, e);
              }
            },
            first.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  /** Runs a task again and again, the first time after the first pause. */
  void every(Duration pause, String what, Runnable task) {
    every(pause, pause, what, task);
  }

  /** Starts nothing more; what runs goes on to its end. */
  @Override
  public void close() {
    tasks.forEach(task -> task.cancel(false));
  }
}
