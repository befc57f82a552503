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

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One of Waypost's own contributions to an extension point of its own.
 *
 * @param made an instance of its class
 * @param attributes of its element
 */
public record BuiltIn<T>(T made, Map<String, String> attributes) {

  /** Copies the attributes. */
  public BuiltIn {
    attributes = Map.copyOf(attributes);
  }

  /** The words of an attribute; none when it is left out. */
  public List<String> values(String attribute) {
    return Arrays.stream(attributes.getOrDefault(attribute, "").split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
