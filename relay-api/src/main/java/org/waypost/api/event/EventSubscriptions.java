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
package org.waypost.api.event;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the embedded broker of a data folder knows about the subscriptions to the topic of events.
 * Where nobody reports it, as with a broker elsewhere, somebody may listen.
 *
 * <p>There is one for a data folder in a process: the broker and the relay are started by the
 * container, each for itself, and meet nowhere but here. Safe for use by any number of threads; no
 * call waits.
 */
public final class EventSubscriptions {

  private static final ConcurrentMap<Path, EventSubscriptions> OF_FOLDERS =
      new ConcurrentHashMap<>();
  private static final int UNKNOWN = -1;

  private volatile int count = UNKNOWN;

  private EventSubscriptions() {}

  /** Those of the broker on this data folder. */
  public static EventSubscriptions of(Path data) {
    return OF_FOLDERS.computeIfAbsent(
        data.toAbsolutePath().normalize(), folder -> new EventSubscriptions());
  }

  /**
   * Says how many subscriptions there are; called by the broker, before whoever makes one knows
   * that it is made.
   *
   * @param known 0 or more
   */
  public void report(int known) {
    if (known < 0) {
      throw new IllegalArgumentException("The number of subscriptions is 0 or more");
    }
    count = known;
  }

  /** Says that the broker is gone, and nobody knows any more. */
  public void forget() {
    count = UNKNOWN;
  }

  /** Whether somebody may listen: false only when it is known that nobody does. */
  public boolean mayListen() {
    return count != 0;
  }
}
