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
package org.waypost.health;

import java.util.List;

/** Says whether the node can take mail. Callable on any thread; answers within 15 seconds. */
public interface Readiness {

  /** Every check, in a fixed order. */
  List<Check> checks();

  /**
   * A check.
   *
   * @param name such as database
   * @param up whether it holds
   * @param detail what is wrong, or empty
   */
  record Check(String name, boolean up, String detail) {}
}
