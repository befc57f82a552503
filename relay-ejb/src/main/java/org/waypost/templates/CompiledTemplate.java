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
import java.util.Map;
import java.util.Optional;
import org.waypost.json.InvalidMemberException;

/** A version whose sources are understood. Safe for use by any number of threads. */
final class CompiledTemplate {

  private static final int LONGEST_SUBJECT = 900;
  private static final int LONGEST_BODY = 1_000_000;

  private final TemplateVersion version;
  private final TemplateText subject;
  private final Optional<TemplateText> text;
  private final Optional<TemplateText> html;

  /**
   * Understands the sources.
   *
   * @throws InvalidMemberException that names the one that is not understood
   */
  CompiledTemplate(FreeMarkerEngine engine, TemplateVersion version) {
    this.version = version;
    Template template = version.template();
    subject =
        engine.text("subject", template.subject(), false, template.language(), LONGEST_SUBJECT);
    text =
        Optional.ofNullable(template.text())
            .map(source -> engine.text("text", source, false, template.language(), LONGEST_BODY));
    html =
        Optional.ofNullable(template.html())
            .map(source -> engine.text("html", source, true, template.language(), LONGEST_BODY));
  }

  Rendered fill(JsonObject parameters) {
    Map<String, Object> values = ParameterValues.of(version.template().parameters(), parameters);
    return new Rendered(
        version.number(),
        oneLine(subject.fill(values)),
        text.map(source -> source.fill(values)).orElse(null),
        html.map(source -> source.fill(values)).orElse(null));
  }

  /** Line breaks of the source are for those who read it; those of a value would be a header. */
  private static String oneLine(String filled) {
    String line = filled.strip().replaceAll("\\s+", " ");
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidMemberException("subject", "has control characters");
    }
    return line;
  }
}
