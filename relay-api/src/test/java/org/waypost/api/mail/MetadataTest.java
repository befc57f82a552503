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
package org.waypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataTest {

  @Test
  void comesBackFromItsText() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("order", "4711");
    entries.put("note", "a=b, \"Grüße\" \\ 😀");
    entries.put("empty", "");
    Metadata metadata = new Metadata(entries);
    assertThat(Metadata.ofText(metadata.toText())).isEqualTo(metadata);
    assertThat(metadata.entries().keySet()).containsExactly("order", "note", "empty");
  }

  @Test
  void nothingIsNoText() {
    assertThat(Metadata.NONE.toText()).isNull();
    assertThat(Metadata.ofText(null)).isEqualTo(Metadata.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a=b", "ä", "a\nb"})
  void refusesNames(String name) {
    assertThatThrownBy(() -> new Metadata(Map.of(name, "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\r", "\0"})
  void refusesControlCharacters(String value) {
    assertThatThrownBy(() -> new Metadata(Map.of("a", value))).hasMessageContaining("control");
  }

  @Test
  void isBounded() {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      many.put("n" + i, "v");
    }
    assertThat(new Metadata(many).entries()).hasSize(20);
    many.put("n20", "v");
    assertThatThrownBy(() -> new Metadata(many)).hasMessageContaining("at most 20");
    assertThatThrownBy(() -> new Metadata(Map.of("a", "x".repeat(501))))
        .hasMessageContaining("at most 500");
    assertThatThrownBy(() -> new Metadata(Map.of("x".repeat(65), "a")))
        .hasMessageContaining("name");
  }
}
