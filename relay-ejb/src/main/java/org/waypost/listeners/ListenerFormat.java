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
package org.waypost.listeners;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.json.InvalidMemberException;

/** A listener's definition as JSON, in the database and in REST. */
public interface ListenerFormat {

  /**
   * Writes all members, but those that follow the settings.
   *
   * @return what more can be added to
   */
  JsonObjectBuilder write(ListenerDefinition definition);

  /**
   * Reads a definition; what is left out is as usual for the role.
   *
   * @param name of the listener; null when the JSON has to say it
   * @throws InvalidMemberException for a member that makes no sense or is not known
   */
  ListenerDefinition read(String name, JsonObject json);
}
