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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.api.extension.EventListener;
import org.waypost.extensions.Active;
import org.waypost.extensions.Answer;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.Slot;

/**
 * Tells plug-ins of events, on the node that publishes them, beside the topic and never in its way:
 * what they have not taken when 10,000 wait is dropped. Safe for use by any number of threads.
 */
public final class PluginListeners {

  private static final Logger LOG = System.getLogger(PluginListeners.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int TRIES = 3;

  /** How long one call goes on. */
  private static final long TURN = Duration.ofSeconds(10).toNanos();

  private final Slot<EventListener> slot;
  private final BlockingQueue<MailEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  /** Tells what is in this slot. */
  public PluginListeners(Slot<EventListener> slot) {
    this.slot = slot;
  }

  /** Whether there is a listener. Never waits. */
  public boolean isAny() {
    return !slot.isEmpty();
  }

  /** Notes published events, to be told soon. Never waits. */
  public void note(List<String> bodies) {
    int dropped = 0;
    for (String body : isAny() ? bodies : List.<String>of()) {
      dropped += waiting.offer(MailEventJson.parse(body)) ? 0 : 1;
    }
    if (dropped > 0) {
      LOG.log(
          Level.WARNING,
          "{0} events were dropped, as the event listeners of plug-ins are too slow",
          String.valueOf(dropped));
    }
  }

  /** Tells what waits, for ten seconds at most. Called again and again by one thread. */
  public void tell() {
    long start = System.nanoTime();
    MailEvent event = waiting.poll();
    while (event != null) {
      for (Active<EventListener> each : slot.active()) {
        tell(each, event);
      }
      event = System.nanoTime() - start < TURN ? waiting.poll() : null;
    }
  }

  private static void tell(Active<EventListener> listener, MailEvent event) {
    int tries = listener.configuration().onFailure() == FailurePolicy.ACCEPT ? 1 : TRIES;
    for (int i = 0; i < tries; i++) {
      Answer<Boolean> answer =
          listener.call(
              it -> {
                it.on(event);
                return true;
              });
      if (answer instanceof Answer.Given<Boolean>) {
        return;
      }
    }
  }
}
