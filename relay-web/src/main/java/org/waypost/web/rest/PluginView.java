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
package org.waypost.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.waypost.api.settings.DurationText;
import org.waypost.extensions.ConfigurationStatus;
import org.waypost.extensions.Contribution;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.ParameterSpec;
import org.waypost.extensions.ParameterType;
import org.waypost.extensions.Plugin;

/** The JSON of plug-ins. */
final class PluginView {

  private PluginView() {}

  static JsonObjectBuilder plugin(Plugin plugin) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", plugin.id())
            .add("name", plugin.name())
            .add("version", plugin.version())
            .add("api", plugin.api())
            .add("location", plugin.location())
            .add("state", plugin.error().isPresent() ? "broken" : "active");
    JsonView.put(json, "error", plugin.error().orElse(null));
    return json.add(
        "contributions",
        Json.createArrayBuilder(plugin.contributions().stream().map(Contribution::id).toList()));
  }

  static JsonObjectBuilder point(ExtensionPoint point) {
    return Json.createObjectBuilder()
        .add("id", point.id())
        .add("point", point.uniqueId())
        .add("interface", point.type().getName());
  }

  static JsonObjectBuilder contribution(Contribution contribution) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", contribution.id())
            .add("plugin", contribution.plugin())
            .add("point", contribution.point().id())
            .add("name", contribution.name())
            .add("description", contribution.description());
    if (contribution.point() == ExtensionPoint.CONTENT_FILTER) {
      json.add("stage", contribution.stage().word());
    }
    JsonArrayBuilder parameters = Json.createArrayBuilder();
    contribution.parameters().forEach(each -> parameters.add(parameter(each)));
    return json.add("parameters", parameters);
  }

  private static JsonObjectBuilder parameter(ParameterSpec spec) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", spec.name())
            .add("type", spec.type().word())
            .add("required", spec.required())
            .add("description", spec.description());
    spec.fallback().ifPresent(value -> addDefault(json, value));
    if (!spec.bounds().choices().isEmpty()) {
      json.add("choices", Json.createArrayBuilder(spec.bounds().choices()));
    }
    if (spec.type() == ParameterType.INTEGER && spec.bounds().least() != Long.MIN_VALUE) {
      json.add("min", spec.bounds().least());
    }
    if (spec.type() == ParameterType.INTEGER && spec.bounds().most() != Long.MAX_VALUE) {
      json.add("max", spec.bounds().most());
    }
    if (spec.type() == ParameterType.DURATION) {
      json.add("min", DurationText.format(Duration.ofMillis(spec.bounds().least())));
      if (spec.bounds().most() != Long.MAX_VALUE) {
        json.add("max", DurationText.format(Duration.ofMillis(spec.bounds().most())));
      }
    }
    return json;
  }

  private static void addDefault(JsonObjectBuilder json, Object value) {
    if (value instanceof Boolean flag) {
      json.add("default", flag);
    } else if (value instanceof Long number) {
      json.add("default", number);
    } else if (value instanceof List<?> list) {
      json.add("default", Json.createArrayBuilder(list));
    } else if (value instanceof Duration duration) {
      json.add("default", DurationText.format(duration));
    } else {
      json.add("default", (String) value);
    }
  }

  static JsonObjectBuilder status(ConfigurationStatus status) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("state", status.state().name().toLowerCase(Locale.ROOT));
    JsonView.put(json, "error", status.error().orElse(null));
    json.add("calls", status.calls())
        .add("failures", status.failures())
        .add("timeouts", status.timeouts())
        .add("overruns", status.overruns())
        .add("running", status.running())
        .add("averageMillis", Math.round(status.averageMillis() * 1000) / 1000.0);
    JsonView.put(json, "lastError", status.lastError().orElse(null));
    JsonView.put(json, "lastErrorAt", status.lastErrorAt().map(Object::toString).orElse(null));
    return json;
  }
}
