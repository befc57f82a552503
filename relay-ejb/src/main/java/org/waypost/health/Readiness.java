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

/** Tells whether this node can take and deliver mail. Callable on any thread; quick. */
public interface Readiness {

  /** Every check, in the order in which a person would look at them. */
  List<Check> checks();

  /**
   * The outcome of one check.
   *
   * @param name short, in lower case
   * @param up whether it is as it should be
   * @param detail what was found, in one line; may be empty, never holds a secret
   */
  record Check(String name, boolean up, String detail) {}
}
