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

import java.util.Map;
import org.waypost.routing.Target;

/** The transport for each type of target. */
final class Transports {

  private final Map<String, Transport> byType;

  /** Uses these, by the types as REST calls them. */
  Transports(Map<String, Transport> byType) {
    this.byType = Map.copyOf(byType);
  }

  /**
   * The transport for a target.
   *
   * @throws IllegalStateException when there is none
   */
  Transport of(Target target) {
    Transport transport = byType.get(Target.typeOf(target));
    if (transport == null) {
      throw new IllegalStateException("No transport for targets of type " + Target.typeOf(target));
    }
    return transport;
  }
}
