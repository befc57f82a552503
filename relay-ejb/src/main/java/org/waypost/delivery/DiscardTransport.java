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
package org.waypost.delivery;

import org.waypost.api.mail.Reply;
import org.waypost.queue.DestinationGroup;
import org.waypost.routing.Route;
import org.waypost.trace.MessageState;

/** Drops mail, and says so in the trace. Nobody is told. */
final class DiscardTransport implements Transport {

  @Override
  public Progress attempt(Job job, DestinationGroup part, Route route) {
    return new Progress.Done(
        Result.same(
            part,
            MessageState.DISCARDED,
            Reply.of(250, "2.0.0", "Dropped, as route " + route.name() + " says")));
  }
}
