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
package org.waypost.operations;

import jakarta.json.JsonObject;
import org.waypost.parking.Selection;

/** The JSON of selections, as in REST and in stored jobs. */
public interface SelectionFormat {

  /**
   * Reads a selection strictly.
   *
   * @param json has members as {@link #write} makes them; an age, as {@code olderThan} and {@code
   *     newerThan} (such as {@code 4h}), counts from now; {@code {"all": true}} for everything
   * @throws org.waypost.json.InvalidMemberException when a member makes no sense, or nothing is
   *     selected at all
   */
  Selection read(JsonObject json);

  /** The members that restrict; {@code {"all": true}} when none does. */
  JsonObject write(Selection selection);
}
