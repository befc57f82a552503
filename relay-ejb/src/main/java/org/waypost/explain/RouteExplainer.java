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
package org.waypost.explain;

import jakarta.json.JsonObject;

/** A dry run of routing. */
@FunctionalInterface
public interface RouteExplainer {

  /**
   * Answers a question.
   *
   * @param question members {@code recipient} (needed), {@code sender}, {@code user}, {@code tags},
   *     {@code headers} (an object of texts or lists of texts), {@code dns} (whether to look up
   *     mail exchangers, and how connections to hosts are secured), {@code requireTls}
   * @return what REST answers
   * @throws org.waypost.json.InvalidMemberException for a member that makes no sense
   */
  JsonObject explain(JsonObject question);
}
