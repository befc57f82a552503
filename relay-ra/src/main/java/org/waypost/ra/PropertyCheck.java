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
package org.waypost.ra;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Collects the bad properties of a bean, to report them all at once. */
final class PropertyCheck {

  private final Class<?> bean;
  private final List<PropertyDescriptor> bad = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  PropertyCheck(Class<?> bean) {
    this.bean = bean;
  }

  void that(String property, boolean holds) {
    if (holds) {
      return;
    }
    names.add(property);
    try {
      bad.add(new PropertyDescriptor(property, bean));
    } catch (IntrospectionException e) {
      throw new IllegalArgumentException("No property " + property + " in " + bean, e);
    }
  }

  void done() throws InvalidPropertyException {
    if (bad.isEmpty()) {
      return;
    }
    InvalidPropertyException problem =
        new InvalidPropertyException("Not a sensible value: " + String.join(", ", names));
    problem.setInvalidPropertyDescriptors(bad.toArray(new PropertyDescriptor[0]));
    throw problem;
  }
}
