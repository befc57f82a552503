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

import org.waypost.queue.DestinationGroup;
import org.waypost.routing.Route;

/**
 * Takes mail where one kind of target leads. Safe for use by any number of threads.
 *
 * <p>What the world does is a result; what is thrown makes the queue deliver the message again.
 */
@FunctionalInterface
public interface Transport {

  /**
   * Tries to deliver, once.
   *
   * @param job the message
   * @param part the recipients of this target, from the job's group
   * @param route whose target is one of this transport's
   */
  Progress attempt(Job job, DestinationGroup part, Route route);
}
