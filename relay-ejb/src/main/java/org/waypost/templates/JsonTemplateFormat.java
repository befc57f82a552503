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

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.waypost.json.JsonMembers;

/**
 * The one JSON form: {@code {"name": "order", "subject": "Order ${number}", "text": …, "html": …,
 * "parameters": [{"name": "number", "type": "text"}]}}.
 */
public final class JsonTemplateFormat implements TemplateFormat {

  @Override
  public JsonObjectBuilder write(Template template) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", template.name())
            .add("description", template.description())
            .add("language", template.language().toLanguageTag())
            .add("subject", template.subject());
    if (template.text() != null) {
      json.add("text", template.text());
    }
    if (template.html() != null) {
      json.add("html", template.html());
    }
    JsonArrayBuilder parameters = Json.createArrayBuilder();
    template.parameters().forEach(each -> parameters.add(write(each)));
    return json.add("parameters", parameters);
  }

  private static JsonObjectBuilder write(TemplateParameter parameter) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", parameter.name())
            .add("type", parameter.type().word())
            .add("required", parameter.required())
            .add("description", parameter.description());
    return parameter.fallback() == null ? json : json.add("default", parameter.fallback());
  }

  @Override
  public Template read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String given = members.text("name", name, Function.identity());
    if (given == null) {
      throw members.fault("name", "has to be given");
    }
    if (name != null && !name.equals(given)) {
      throw members.fault("name", "is '" + name + "' in the path");
    }
    List<TemplateParameter> parameters = new ArrayList<>();
    for (JsonMembers each : members.objects("parameters")) {
      parameters.add(parameter(each));
    }
    Template template =
        new Template(
            given,
            members.text("description", "", Function.identity()),
            members.text("language", Locale.ENGLISH, JsonTemplateFormat::language),
            subject(members),
            members.longText("text", Template.LONGEST),
            members.longText("html", Template.LONGEST),
            parameters);
    members.end();
    return template;
  }

  private static String subject(JsonMembers members) {
    String subject = members.longText("subject", Template.LONGEST);
    if (subject == null) {
      throw members.fault("subject", "has to be given");
    }
    return subject;
  }

  private static TemplateParameter parameter(JsonMembers members) {
    String name = members.required("name", Function.identity());
    ParameterType type = members.oneOf("type", ParameterType.TEXT, ParameterType.class);
    boolean required = members.flag("required", !members.has("default"));
    try {
      TemplateParameter parameter =
          new TemplateParameter(
              name,
              type,
              required,
              members.any("default"),
              members.text("description", "", Function.identity()));
      members.end();
      return parameter;
    } catch (IllegalArgumentException e) {
      throw members.fault("name", e.getMessage());
    }
  }

  private static Locale language(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("not a language tag such as de or pt-BR (BCP 47)", e);
    }
  }
}
