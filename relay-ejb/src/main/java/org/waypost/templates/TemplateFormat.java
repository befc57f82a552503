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
package org.waypost.templates;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Templates as JSON. */
public interface TemplateFormat {

  /** The whole template. */
  JsonObjectBuilder write(Template template);

  /**
   * Reads one.
   *
   * @param name that it must have; null for the one that it gives
   * @throws org.waypost.json.InvalidMemberException that names the member that is wrong
   */
  Template read(String name, JsonObject json);
}
