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
package org.waypost.routing;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** A route as JSON. */
public interface RouteFormat {

  /**
   * Writes all members that are not as usual.
   *
   * @return what more can be added to
   */
  JsonObjectBuilder write(RouteDefinition definition);

  /** Writes a target alone. */
  JsonObjectBuilder write(Target target);

  /**
   * Reads a definition.
   *
   * @param name of the route; null when the JSON has to say it
   * @param before the definition that it replaces, whose secrets stay where none are given; null
   *     for none
   * @throws org.waypost.json.InvalidMemberException for a member that makes no sense or is not
   *     known
   */
  RouteDefinition read(String name, JsonObject json, RouteDefinition before);
}
