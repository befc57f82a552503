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
package org.waypost.extensions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.api.extension.EventListener;
import org.waypost.events.EventTarget;

/**
 * Tells events to the listeners of plug-ins. One that fails has what it failed at skipped, and
 * after some failures what came with it; or told again, if it is configured so.
 */
public final class ListeningPlugins implements EventTarget {

  /** Each may have taken its whole time, and others wait. */
  private static final int MOST_FAILURES = 3;

  private static final Logger LOG = System.getLogger(ListeningPlugins.class.getName());

  private final Slot<EventListener> slot;

  /** Tells whoever is at work there. */
  public ListeningPlugins(Slot<EventListener> slot) {
    this.slot = slot;
  }

  @Override
  public boolean isWanted() {
    return !slot.isEmpty();
  }

  @Override
  public void tell(List<String> bodies) {
    List<MailEvent> events = bodies.stream().map(MailEventJson::parse).toList();
    for (Active<EventListener> listener : slot.active()) {
      tell(listener, events);
    }
  }

  private static void tell(Active<EventListener> listener, List<MailEvent> events) {
    int from = 0;
    for (int failures = 0; from < events.size() && failures < MOST_FAILURES; failures++) {
      AtomicInteger told = new AtomicInteger(from);
      Answer<Boolean> answer = listener.call(each -> tellFrom(each, events, told));
      if (answer instanceof Answer.Failed<Boolean> failed
          && failed.policy() != FailurePolicy.ACCEPT) {
        throw new IllegalStateException(
            "Plug-in " + listener.name() + " is told again: " + failed.error());
      }
      from = answer instanceof Answer.Given<Boolean> ? events.size() : told.get() + 1;
    }
    if (from < events.size()) {
      LOG.log(
          Level.WARNING,
          "Plug-in {0} failed {1} times, {2} events more are not told to it",
          listener.name(),
          String.valueOf(MOST_FAILURES),
          String.valueOf(events.size() - from));
    }
  }

  private static boolean tellFrom(
      EventListener listener, List<MailEvent> events, AtomicInteger told) throws Exception {
    while (told.get() < events.size()) {
      listener.on(events.get(told.get()));
      told.incrementAndGet();
    }
    return true;
  }
}
