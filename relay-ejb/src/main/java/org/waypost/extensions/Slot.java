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
import org.waypost.api.extension.Extension;

/**
 * What is at work at one extension point, in order. Asking it costs one read of a field.
 *
 * @param <T> the interface of the extension point
 */
public final class Slot<T extends Extension> {

  private final ExtensionPoint point;
  private final Class<T> type;
  private volatile List<Active<T>> active = List.of();

  /** With nothing at work. */
  Slot(ExtensionPoint point, Class<T> type) {
    this.point = point;
    this.type = type;
  }

  /** With nothing at work, ever. */
  public static <T extends Extension> Slot<T> empty(ExtensionPoint point, Class<T> type) {
    return new Slot<>(point, type);
  }

  /** All that is enabled, in the order in which they are asked. */
  public List<Active<T>> active() {
    return active;
  }

  /** Whether nothing is enabled. */
  public boolean isEmpty() {
    return active.isEmpty();
  }

  ExtensionPoint point() {
    return point;
  }

  Class<T> type() {
    return type;
  }

  void use(List<Active<T>> all) {
    active = List.copyOf(all);
  }
}
