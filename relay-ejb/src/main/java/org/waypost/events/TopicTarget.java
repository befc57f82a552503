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

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells the topic, while somebody may listen to it.
 *
 * @param listened whether somebody may
 * @param sender sends in a transaction of its own, and throws when it is not committed
 */
public record TopicTarget(BooleanSupplier listened, Consumer<List<String>> sender)
    implements EventTarget {

  @Override
  public boolean isWanted() {
    return listened.getAsBoolean();
  }

  @Override
  public void tell(List<String> bodies) {
    sender.accept(bodies);
  }
}
