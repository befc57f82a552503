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
package org.waypost.events;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What one spectator is shown, on a thread of its own; one who is too slow is not waited for. */
final class LiveShow implements Runnable {

  private static final Logger LOG = System.getLogger(LiveShow.class.getName());
  private static final int MOST_WAITING = 1_000;
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LiveEvents.Spectator spectator;
  private final Consumer<LiveShow> ended;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean stopping;

  LiveShow(LiveEvents.Spectator spectator, Consumer<LiveShow> ended) {
    this.spectator = spectator;
    this.ended = ended;
  }

  void offer(String event) {
    if (!waiting.offer(event)) {
      stop();
    }
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    try {
      show();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "Nobody looks on any more: {0}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.accept(this);
      spectator.end();
    }
  }

  private void show() throws IOException, InterruptedException {
    spectator.tick();
    long ticked = System.nanoTime();
    while (!stopping) {
      String event = waiting.poll(500, TimeUnit.MILLISECONDS);
      if (event != null && !stopping) {
        spectator.event(event);
      }
      if (System.nanoTime() - ticked >= TICK_NANOS) {
        ticked = System.nanoTime();
        spectator.tick();
      }
    }
  }
}
