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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * {@code docs/extension-points.md} says what the schemas say. With {@code -Dwaypost.docs=write} it
 * is written anew.
 */
class ExtensionPointsDocumentTest {

  private static final String XS = "http://www.w3.org/2001/XMLSchema";

  private static final String START =
      """
      # Extension points
      Generated from the schemas in `relay-ejb/src/main/resources/schema` by `ExtensionPointsDocumentTest`, which fails when this is out of
      date; `-Dwaypost.docs=write` writes it anew. [plugins.md](plugins.md) tells how plug-ins are installed and configured; the Javadoc of
      the interfaces says what holds for each call.

      A plug-in is a JAR with a `plugin.xml` at its root:
      ```xml
      <plugin id="com.example.words" name="Words" version="1.0.0" api="%s">
        <extension point="org.waypost.contentFilter">
          <contentFilter id="filter" name="Word filter" class="com.example.words.WordFilter">
            <description>Refuses mail that holds a word.</description>
            <parameter name="word" type="text" required="true" description="What is refused"/>
            <parameter name="most" type="integer" min="1" max="9" default="3" description="How often it may be there"/>
          </contentFilter>
        </extension>
      </plugin>
      ```
      `api` is the version of the extension points that it was made for: the same major version as the relay's (%s), and no newer minor one.
      The plug-in sees the JDK, the Jakarta APIs and `org.waypost.api`, and brings along everything else it needs.
      """;

  @Test
  void saysWhatTheSchemasSay() throws Exception {
    Path file = Path.of(System.getProperty("basedir", "."), "..", "docs", "extension-points.md");
    String text = document();
    if ("write".equals(System.getProperty("waypost.docs"))) {
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
  }

  private static String document() throws Exception {
    String version = org.waypost.api.extension.ApiVersion.CURRENT.toString();
    StringBuilder text = new StringBuilder(START.formatted(version, version));
    text.append("\n| extension point | interface | what |\n|---|---|---|\n");
    for (ExtensionPoint point : ExtensionPoint.values()) {
      text.append("| `%s` | `%s` | ".formatted(point.uniqueId(), point.type().getName()))
          .append(documentation(top(schema(point.id()), "element")))
          .append(" |\n");
    }
    Element common = schema("contribution");
    text.append("\n## What all contributions have in common\n");
    table(text, type(common, "contribution"));
    for (ExtensionPoint point : ExtensionPoint.values()) {
      if (!children(schema(point.id()), "attribute").isEmpty()) {
        text.append("\n## More of `").append(point.id()).append("`\n");
        table(text, schema(point.id()));
      }
    }
    text.append("\n## Parameters\n`<parameter>` declares what can be configured.\n");
    table(text, type(common, "parameter"));
    return text.toString();
  }

  private static void table(StringBuilder text, Element type) {
    text.append("| | | |\n|---|---|---|\n");
    for (Element each : children(type, "attribute")) {
      if (!documentation(each).isEmpty()) {
        boolean required = each.getAttribute("use").equals("required");
        List<String> words = new ArrayList<>();
        children(each, "enumeration")
            .forEach(it -> words.add("`" + it.getAttribute("value") + "`"));
        text.append("| attribute `%s` | ".formatted(each.getAttribute("name")))
            .append(required ? "required" : "")
            .append(" | ")
            .append(words.isEmpty() ? "" : String.join(", ", words) + ". ")
            .append(documentation(each))
            .append(" |\n");
      }
    }
    for (Element each : children(type, "element")) {
      text.append("| element `<%s>` | | ".formatted(each.getAttribute("name")))
          .append(documentation(each))
          .append(" |\n");
    }
  }

  private static Element schema(String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    try (InputStream in =
        ExtensionPointsDocumentTest.class.getResourceAsStream("/schema/" + name + ".exsd")) {
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
  }

  private static Element type(Element schema, String name) {
    return children(schema, "complexType").stream()
        .filter(each -> each.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Element top(Element schema, String kind) {
    return children(schema, kind).get(0);
  }

  private static List<Element> children(Element parent, String kind) {
    NodeList found = parent.getElementsByTagNameNS(XS, kind);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String documentation(Element element) {
    List<Element> found = children(element, "documentation");
    return found.isEmpty() ? "" : found.get(0).getTextContent().strip().replaceAll("\\s+", " ");
  }
}
