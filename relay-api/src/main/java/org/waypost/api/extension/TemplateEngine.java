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
package org.waypost.api.extension;

import java.util.Map;
import java.util.Set;

/**
 * Makes texts of templates.
 *
 * <p>Templates are written by administrators, parameters come from applications: an implementation
 * lets no template reach more than its parameters (no classes, no files), and bounds its own work.
 */
public interface TemplateEngine extends Extension {

  /** What a template makes, which decides how parameters are escaped. */
  enum Form {
    /** Plain text; nothing is escaped. */
    TEXT,
    /** HTML; what parameters hold is escaped unless the template says otherwise. */
    HTML
  }

  /**
   * The names of the parameters without which a template cannot be rendered, the outermost ones
   * alone ({@code order}, not {@code order.total}).
   *
   * @throws IllegalArgumentException when the template is not well-formed: where, and why
   */
  Set<String> parameters(String template, Form form) throws Exception;

  /**
   * Renders a template.
   *
   * @param parameters by name: {@link String}, {@link Number}, {@link Boolean}, {@link
   *     java.util.List} and {@link Map} of these
   * @throws IllegalArgumentException when the template is not well-formed, or a parameter is
   *     missing
   */
  String render(String template, Form form, Map<String, Object> parameters) throws Exception;
}
