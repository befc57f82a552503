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

import java.util.List;

/** What Waypost contributes to the extension points that it keeps for itself. */
@FunctionalInterface
public interface BuiltIns {

  /**
   * Instances of all, in the order of {@code plugin.xml}.
   *
   * @param point id of the extension point
   * @throws IllegalStateException when one is not of this type, or cannot be made
   */
  <T> List<BuiltIn<T>> of(String point, Class<T> type);
}
