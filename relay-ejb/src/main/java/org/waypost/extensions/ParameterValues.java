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
package org.waypost.extensions;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.extension.Parameters;
import org.waypost.json.InvalidMemberException;
import org.waypost.secrets.SealedText;

/**
 * The values of parameters, in their three forms: as REST takes and shows them, as the database has
 * them, and as the extension gets them.
 */
final class ParameterValues {

  private static final String SEALED = "sealed";
  private static final String SET = "set";

  private final SealedText seal;

  /** Seals secrets with this. */
  ParameterValues(SealedText seal) {
    this.seal = seal;
  }

  /**
   * What REST has given, checked and with its secrets sealed.
   *
   * @param before where a secret stays that is given as {@code {"set": true}}
   * @throws InvalidMemberException when a value does not fit what the contribution declares
   */
  JsonObject checked(
      Contribution contribution, JsonObject given, Optional<PluginConfiguration> before) {
    for (String name : given.keySet()) {
      if (contribution.parameter(name).isEmpty()) {
        throw fault(name, "there is no such parameter");
      }
    }
    JsonObjectBuilder checked = Json.createObjectBuilder();
    for (ParameterSpec spec : contribution.parameters()) {
      JsonValue value = given.get(spec.name());
      if (value == null || value == JsonValue.NULL) {
        if (spec.required() && spec.fallback().isEmpty()) {
          throw fault(spec.name(), "has to be given");
        }
        continue;
      }
      checked.add(spec.name(), checked(spec, value, before));
    }
    return checked.build();
  }

  private JsonValue checked(
      ParameterSpec spec, JsonValue value, Optional<PluginConfiguration> before) {
    boolean secret = spec.type() == ParameterType.SECRET;
    if (secret && value instanceof JsonObject object && object.containsKey(SET)) {
      return before
          .map(it -> it.parameters().get(spec.name()))
          .orElseThrow(() -> fault(spec.name(), "there is no secret that it could stay"));
    }
    try {
      Object read = spec.type().read(value);
      spec.bounds().check(read);
      return secret
          ? Json.createObjectBuilder().add(SEALED, seal.seal((String) read)).build()
          : ParameterType.write(read);
    } catch (IllegalArgumentException e) {
      throw fault(spec.name(), e.getMessage());
    }
  }

  private static InvalidMemberException fault(String name, String problem) {
    return new InvalidMemberException("parameters." + name, problem);
  }

  /** As REST shows them: of a secret, that there is one. */
  static JsonObject untold(JsonObject stored) {
    JsonObjectBuilder told = Json.createObjectBuilder();
    stored.forEach(
        (name, value) ->
            told.add(
                name,
                value instanceof JsonObject
                    ? Json.createObjectBuilder().add(SET, true).build()
                    : value));
    return told.build();
  }

  /**
   * As the extension gets them, with defaults.
   *
   * @throws PluginException when what is stored does not fit what the contribution declares now
   */
  Parameters resolved(Contribution contribution, JsonObject stored) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterSpec spec : contribution.parameters()) {
      JsonValue value = stored.get(spec.name());
      try {
        if (value instanceof JsonObject object) {
          values.put(spec.name(), seal.open(((JsonString) object.get(SEALED)).getString()));
        } else if (value != null) {
          Object read = spec.type().read(value);
          spec.bounds().check(read);
          values.put(spec.name(), read);
        } else if (spec.fallback().isPresent()) {
          values.put(spec.name(), spec.fallback().get());
        } else if (spec.required()) {
          throw new PluginException("Parameter " + spec.name() + " has to be given");
        }
      } catch (IllegalArgumentException e) {
        throw new PluginException("Parameter " + spec.name() + ": " + e.getMessage(), e);
      }
    }
    return Parameters.of(values);
  }
}
