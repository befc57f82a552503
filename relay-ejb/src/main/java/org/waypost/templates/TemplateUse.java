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
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.json.JsonMembers;

/**
 * What a submission asks of a template: {@code {"name": "order", "version": 3, "parameters": {…}}}.
 *
 * @param name of the template
 * @param version nothing for the newest
 * @param parameters to fill it with
 */
public record TemplateUse(String name, Optional<Integer> version, JsonObject parameters) {

  /**
   * Reads one; whether there is such a template is not looked at.
   *
   * @throws org.waypost.json.InvalidMemberException that names the member that is wrong
   */
  public static TemplateUse read(JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String name = members.required("name", Function.identity());
    Optional<Integer> version =
        members.has("version")
            ? Optional.of(members.number("version", 1, 1, Integer.MAX_VALUE))
            : Optional.empty();
    JsonValue parameters = members.any("parameters");
    members.end();
    if (parameters != null && !(parameters instanceof JsonObject)) {
      throw members.fault("parameters", "not an object");
    }
    return new TemplateUse(
        name,
        version,
        parameters == null ? JsonValue.EMPTY_JSON_OBJECT : parameters.asJsonObject());
  }
}
