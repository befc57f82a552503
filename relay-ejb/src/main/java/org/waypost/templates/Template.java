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

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.waypost.json.InvalidMemberException;

/**
 * A message with places for parameters.
 *
 * @param name by which submissions name it: letters, digits, {@code . _ -}; at most 64
 * @param description for administrators; empty without
 * @param language of numbers and dates that the template formats
 * @param subject source of the subject
 * @param text source of the plain text; null without
 * @param html source of the HTML; null without
 * @param parameters that may be given; when there are none, any may
 */
public record Template(
    String name,
    String description,
    Locale language,
    String subject,
    String text,
    String html,
    List<TemplateParameter> parameters) {

  /** Characters of a source. */
  public static final int LONGEST = 100_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MOST_PARAMETERS = 100;

  /**
   * Checks what can be seen without looking into the sources.
   *
   * @throws org.waypost.json.InvalidMemberException that names what is wrong
   */
  public Template {
    parameters = List.copyOf(parameters);
    if (!NAME.matcher(name).matches()) {
      throw new InvalidMemberException(
          "name", "1 to 64 letters, digits, '.', '_' and '-', a letter or digit first");
    }
    if (description.length() > 500) {
      throw new InvalidMemberException("description", "more than 500 characters");
    }
    if (text == null && html == null) {
      throw new InvalidMemberException("text", "one of text and html is required");
    }
    requireShort("subject", subject);
    requireShort("text", text);
    requireShort("html", html);
    if (parameters.size() > MOST_PARAMETERS) {
      throw new InvalidMemberException("parameters", "more than " + MOST_PARAMETERS);
    }
    Set<String> names = new HashSet<>();
    for (TemplateParameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new InvalidMemberException("parameters", parameter.name() + " is declared twice");
      }
    }
  }

  private static void requireShort(String member, String source) {
    if (source != null && source.length() > LONGEST) {
      throw new InvalidMemberException(member, "more than " + LONGEST + " characters");
    }
  }
}
