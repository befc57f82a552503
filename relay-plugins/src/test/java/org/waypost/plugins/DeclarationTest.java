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
package org.waypost.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.waypost.api.extension.Extension;
import org.waypost.plugins.service.Declared;

/** The registry finds of each contribution what it declares. */
class DeclarationTest {

  @Test
  void everyClassIsThereAndCanBeMade() throws Exception {
    assertThat(Declared.contributions()).isNotEmpty();
    for (Element each : Declared.contributions()) {
      Class<?> type = Class.forName(each.getAttribute("class"));
      assertThat(Extension.class).isAssignableFrom(type);
      assertThat(Modifier.isPublic(type.getModifiers())).as(type.getName()).isTrue();
      assertThat(type.getDeclaredConstructor().newInstance()).isNotNull();
    }
  }
}
