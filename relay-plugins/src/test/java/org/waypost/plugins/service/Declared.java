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
package org.waypost.plugins.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.waypost.api.extension.Extension;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.NameLookup;
import org.waypost.api.extension.Parameters;

/** The contributions of this module's {@code plugin.xml}, started as the registry does. */
public final class Declared {

  private Declared() {}

  /** The elements of all contributions. */
  public static List<Element> contributions() throws Exception {
    List<Element> all = new ArrayList<>();
    for (Element extension : children(document().getDocumentElement(), "extension")) {
      all.addAll(children(extension, "*"));
    }
    return all;
  }

  private static Document document() throws Exception {
    try (InputStream in = Declared.class.getResourceAsStream("/plugin.xml")) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element
          && (name.equals("*") || element.getTagName().equals(name))) {
        children.add(element);
      }
    }
    return children;
  }

  /** Starts a contribution with its declared defaults, but for these values. */
  public static <T extends Extension> T start(
      Class<T> type, String id, Map<String, ?> values, NameLookup names, MemoryState state)
      throws Exception {
    Element contribution =
        contributions().stream()
            .filter(each -> each.getAttribute("id").equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Not declared: " + id));
    Extension extension =
        Class.forName(contribution.getAttribute("class"))
            .asSubclass(Extension.class)
            .getDeclaredConstructor()
            .newInstance();
    Map<String, Object> all = defaults(contribution);
    all.putAll(values);
    extension.start(
        new ExtensionContext(
            id, "relay.example", Parameters.of(all), names, state, Path.of("unused")));
    return type.cast(extension);
  }

  /** Starts one that needs neither DNS nor a memory. */
  public static <T extends Extension> T start(Class<T> type, String id, Map<String, ?> values)
      throws Exception {
    return start(type, id, values, new FixedNames(Map.of()), new MemoryState());
  }

  private static Map<String, Object> defaults(Element contribution) {
    Map<String, Object> values = new HashMap<>();
    for (Element each : children(contribution, "parameter")) {
      if (each.hasAttribute("default")) {
        String text = each.getAttribute("default");
        values.put(each.getAttribute("name"), typed(each.getAttribute("type"), text));
      }
    }
    return values;
  }

  private static Object typed(String type, String text) {
    return switch (type) {
      case "integer" -> Long.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      case "duration" ->
          text.endsWith("ms")
              ? Duration.parse("PT" + Integer.parseInt(text.replace("ms", "")) / 1000.0 + "S")
              : text.endsWith("d") ? Duration.parse("P" + text) : Duration.parse("PT" + text);
      case "list" -> text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
      default -> text;
    };
  }

  /** Fails as the relay's DNS does that gets no answer. */
  public static NameLookup noDns() {
    return new NameLookup() {
      @Override
      public List<java.net.InetAddress> addresses(String host) throws IOException {
        throw new IOException("no answer");
      }

      @Override
      public List<String> texts(String name) throws IOException {
        throw new IOException("no answer");
      }
    };
  }
}
