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

import java.io.IOException;
import java.net.URL;
import java.util.EnumMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The XML schemas of the extension points, which lie beside Waypost's own {@code plugin.xml}. */
final class PointSchemas {

  private final Map<ExtensionPoint, Schema> schemas = new EnumMap<>(ExtensionPoint.class);

  /**
   * Reads them.
   *
   * @throws IllegalStateException when one is missing or wrong, which is a fault of the build
   */
  PointSchemas() {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    try {
      // They are our own, and one includes another from wherever the server keeps our classes.
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "all");
      for (ExtensionPoint point : ExtensionPoint.values()) {
        URL url = PointSchemas.class.getResource("/schema/" + point.id() + ".exsd");
        if (url == null) {
          throw new IllegalStateException("There is no schema of " + point.id());
        }
        schemas.put(point, factory.newSchema(new StreamSource(url.toExternalForm())));
      }
    } catch (SAXException e) {
      throw new IllegalStateException("A schema cannot be used", e);
    }
  }

  /**
   * Checks the element of a contribution.
   *
   * @throws PluginException when it is not true to the schema of its extension point
   */
  void validate(ExtensionPoint point, Element contribution) {
    try {
      schemas.get(point).newValidator().validate(new DOMSource(contribution));
    } catch (SAXException e) {
      throw new PluginException(
          "plugin.xml, <"
              + contribution.getTagName()
              + " id=\""
              + contribution.getAttribute("id")
              + "\">: "
              + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing is read here but memory", e);
    }
  }
}
