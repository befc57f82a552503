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
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.api.settings.DurationText;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;

/**
 * The JSON form: {@code {"name": "tagger", "contribution": "com.example.tagger.words",
 * "parameters": {"word": "lottery"}}}.
 */
final class JsonConfigurationFormat implements ConfigurationFormat {

  static final Duration LEAST_TIMEOUT = Duration.ofMillis(10);
  static final Duration MOST_TIMEOUT = Duration.ofMinutes(10);
  static final int MOST_CONCURRENCY = 200;

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final int USUAL_CONCURRENCY = 20;

  private final Function<String, Optional<Contribution>> contributions;
  private final Function<String, Optional<PluginConfiguration>> stored;
  private final ParameterValues values;

  /**
   * For REST.
   *
   * @param contributions by their ids
   * @param stored configurations by their names: a secret that is not given stays as it was
   */
  JsonConfigurationFormat(
      Function<String, Optional<Contribution>> contributions,
      Function<String, Optional<PluginConfiguration>> stored,
      ParameterValues values) {
    this.contributions = contributions;
    this.stored = stored;
    this.values = values;
  }

  @Override
  public JsonObjectBuilder write(PluginConfiguration configuration) {
    return common(configuration)
        .add("parameters", ParameterValues.untold(configuration.parameters()));
  }

  /** As the database has it, secrets sealed. */
  static JsonObjectBuilder writeStored(PluginConfiguration configuration) {
    return common(configuration).add("parameters", configuration.parameters());
  }

  private static JsonObjectBuilder common(PluginConfiguration configuration) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", configuration.name())
            .add("contribution", configuration.contribution())
            .add("point", configuration.point().id())
            .add("enabled", configuration.enabled())
            .add("position", configuration.position());
    if (!configuration.listeners().isEmpty()) {
      json.add("listeners", Json.createArrayBuilder(configuration.listeners()));
    }
    if (!configuration.routes().isEmpty()) {
      json.add("routes", Json.createArrayBuilder(configuration.routes()));
    }
    if (configuration.point() == ExtensionPoint.CONTENT_FILTER) {
      json.add("stage", configuration.stage().word());
    }
    return json.add("timeout", DurationText.format(configuration.timeout()))
        .add("concurrency", configuration.concurrency())
        .add("onFailure", configuration.onFailure().word());
  }

  @Override
  public PluginConfiguration read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String id = members.required("contribution", Function.identity());
    Contribution contribution =
        contributions
            .apply(id)
            .orElseThrow(
                () -> members.fault("contribution", "there is no contribution '" + id + "'"));
    PluginConfiguration read =
        read(name, json, members, contribution.point(), contribution.stage());
    if (!read.point().equals(contribution.point())) {
      throw members.fault("point", "is " + contribution.point().id() + " for this contribution");
    }
    check(read, members);
    return with(
        read,
        values.checked(
            contribution,
            read.parameters(),
            stored.apply(read.name()).filter(it -> it.contribution().equals(id))));
  }

  /** As the database has it; its plug-in may be missing. */
  static PluginConfiguration readStored(String name, JsonObject json) {
    return read(name, json, JsonMembers.of(json), null, Stage.SESSION);
  }

  private static PluginConfiguration read(
      String name, JsonObject json, JsonMembers members, ExtensionPoint usualPoint, Stage stage) {
    PluginConfiguration read =
        new PluginConfiguration(
            name(name, members),
            members.required("contribution", Function.identity()),
            members.text("point", usualPoint, JsonConfigurationFormat::point),
            members.flag("enabled", true),
            members.number(
                "position",
                PluginConfiguration.USUAL_POSITION,
                0,
                PluginConfiguration.LAST_POSITION),
            members.texts("listeners", List.of(), Function.identity()),
            members.texts("routes", List.of(), Function.identity()),
            members.oneOf("stage", stage, Stage.class),
            members.text("timeout", USUAL_TIMEOUT, DurationText::parse),
            members.number("concurrency", USUAL_CONCURRENCY, 1, MOST_CONCURRENCY),
            members.oneOf("onFailure", FailurePolicy.TEMPFAIL, FailurePolicy.class),
            parameters(json, members));
    members.end();
    return read;
  }

  private static ExtensionPoint point(String id) {
    return ExtensionPoint.of(ExtensionPoint.NAMESPACE + "." + id)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no extension point '" + id + "'"));
  }

  private static JsonObject parameters(JsonObject json, JsonMembers members) {
    members.object("parameters");
    JsonValue parameters = json.get("parameters");
    return parameters instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static String name(String wanted, JsonMembers members) {
    String given = members.text("name", wanted, Function.identity());
    if (given == null) {
      throw members.fault("name", "has to be given");
    }
    if (wanted != null && !wanted.equals(given)) {
      throw members.fault("name", "is '" + wanted + "' in the path");
    }
    if (!given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw members.fault("name", "1 to 64 letters, digits, dots, dashes and underscores");
    }
    return given;
  }

  private static void check(PluginConfiguration read, JsonMembers members) {
    boolean filter = read.point() == ExtensionPoint.CONTENT_FILTER;
    if (members.has("stage") && !filter) {
      throw members.fault("stage", "is for content filters");
    }
    if (!read.listeners().isEmpty() && !read.point().knowsListeners()) {
      throw members.fault("listeners", "is not for extension point " + read.point().id());
    }
    if (!read.routes().isEmpty() && (!filter || read.stage() != Stage.QUEUED)) {
      throw members.fault("routes", "is for content filters of stage queued");
    }
    if (read.onFailure() == FailurePolicy.HOLD && !filter) {
      throw members.fault("onFailure", "hold is for content filters");
    }
    if (read.timeout().compareTo(LEAST_TIMEOUT) < 0 || read.timeout().compareTo(MOST_TIMEOUT) > 0) {
      throw new InvalidMemberException("timeout", "from 10ms to 10m");
    }
  }

  private static PluginConfiguration with(PluginConfiguration it, JsonObject parameters) {
    return new PluginConfiguration(
        it.name(),
        it.contribution(),
        it.point(),
        it.enabled(),
        it.position(),
        it.listeners(),
        it.routes(),
        it.stage(),
        it.timeout(),
        it.concurrency(),
        it.onFailure(),
        parameters);
  }
}
