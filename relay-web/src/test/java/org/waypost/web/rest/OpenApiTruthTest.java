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
package org.waypost.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document describes the operations that there are, and no others. */
final class OpenApiTruthTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonObject document = read();

  @Test
  void describesEveryOperationAndNoOther() {
    assertThat(described()).isEqualTo(implemented());
  }

  @Test
  void describesTheParametersOfTheSearch() {
    Set<String> names = new TreeSet<>();
    document
        .getJsonObject("paths")
        .getJsonObject("/messages")
        .getJsonObject("get")
        .getJsonArray("parameters")
        .getValuesAs(JsonObject.class)
        .forEach(p -> names.add(p.getString("name", lastOf(p.getString("$ref", "")))));
    assertThat(names)
        .containsExactlyInAnyOrder(
            "q", "state", "from", "to", "domain", "since", "until", "page", "size");
  }

  @Test
  void resolvesEveryReference() {
    for (String reference : document.toString().split("\"\\$ref\":\"#")) {
      if (reference.startsWith("/components")) {
        String pointer = reference.substring(0, reference.indexOf('"'));
        assertThat(Json.createPointer(pointer).containsValue(document)).as(pointer).isTrue();
      }
    }
  }

  private Set<String> described() {
    Set<String> operations = new TreeSet<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (String method : paths.getJsonObject(path).keySet()) {
        if (METHODS.contains(method)) {
          operations.add(method + " " + path);
        }
      }
    }
    return operations;
  }

  private static Set<String> implemented() {
    Set<String> operations = new TreeSet<>();
    for (Class<?> resource : RestApplication.RESOURCES) {
      String base = resource.getAnnotation(Path.class).value();
      for (Method method : resource.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            Path path = method.getAnnotation(Path.class);
            operations.add(
                http.value().toLowerCase(Locale.ROOT)
                    + " "
                    + base
                    + (path == null ? "" : path.value()));
          }
        }
      }
    }
    return operations;
  }

  private static String lastOf(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static JsonObject read() {
    try (JsonReader reader =
        Json.createReader(OpenApiResource.class.getResourceAsStream("openapi.json"))) {
      return reader.readObject();
    }
  }
}
