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
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** Manages templates, for all nodes, and fills them. */
public interface Templates {

  /** Each in its newest version, by name. */
  Page<TemplateVersion> list(PageRequest page);

  /** The newest version. */
  Optional<TemplateVersion> find(String name);

  /** One version. */
  Optional<TemplateVersion> find(String name, int number);

  /** All versions that are kept, the newest first. */
  Page<TemplateVersion> versions(String name, PageRequest page);

  /**
   * Makes a template; empty when there is one of its name.
   *
   * @param user who makes it
   * @throws org.waypost.json.InvalidMemberException when a source is not understood, or there are
   *     too many
   */
  Optional<TemplateVersion> create(Template template, String user);

  /**
   * Makes another version, or the first. Of more than 100 the oldest is dropped.
   *
   * @param user who makes it
   * @throws org.waypost.json.InvalidMemberException when a source is not understood, or there are
   *     too many
   */
  TemplateVersion replace(Template template, String user);

  /** Deletes all versions; false when there is none. */
  boolean delete(String name);

  /**
   * Fills a template.
   *
   * @param number of the version; nothing for the newest
   * @param parameters as submitted
   * @throws org.waypost.json.InvalidMemberException when there is no such template or version
   *     (member {@code template}), a parameter is wrong or missing, or what it makes is too long
   */
  Rendered render(String name, Optional<Integer> number, JsonObject parameters);
}
