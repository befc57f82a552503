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
import java.util.Optional;

/** Events as they happen, for those who look on. Callable on any thread. */
public interface LiveEvents {

  /** Somebody who looks on. Called on one thread, which may wait. */
  interface Spectator {
    /**
     * An event.
     *
     * @param json as on the topic
     * @throws IOException when nobody looks on any more
     */
    void event(String json) throws IOException;

    /**
     * Called every 2 seconds or so.
     *
     * @throws IOException when nobody looks on any more
     */
    void tick() throws IOException;

    /** Nothing more comes: as it is over, it failed, or it was too slow. */
    void end();
  }

  /** Ends what is shown. */
  @FunctionalInterface
  interface Show {
    /** Shows nothing more; does not wait. */
    void stop();
  }

  /**
   * Shows events from now on, until the spectator fails, or is stopped.
   *
   * @return nothing when there are too many already
   */
  Optional<Show> show(Spectator spectator);
}
