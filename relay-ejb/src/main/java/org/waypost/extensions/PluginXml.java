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

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.waypost.api.extension.ApiVersion;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A {@code plugin.xml} as it was found, before the registry sees it: well-formed, with an identity,
 * made for this version of the extension points, and true to their schemas.
 *
 * @param id of the plug-in, such as {@code com.example.tagger}
 * @param name for administrators
 * @param version of the plug-in
 * @param api that it was made for
 */
record PluginXml(String id, String name, String version, String api) {

  private static final String ID = "[A-Za-z][A-Za-z0-9_\\-]*(\\.[A-Za-z0-9_\\-]+)*";

  /**
   * Reads one.
   *
   * @throws PluginException when there is something wrong with it: what, and where
   */
  static PluginXml read(byte[] octets) {
    Element root = parsed(octets).getDocumentElement();
    if (!root.getTagName().equals("plugin")) {
      throw new PluginException(
          "plugin.xml begins with <" + root.getTagName() + "> instead of <plugin>");
    }
    PluginXml plugin =
        new PluginXml(
            attribute(root, "id"),
            attribute(root, "name"),
            attribute(root, "version"),
            attribute(root, "api"));
    if (plugin.id.length() > 100 || !plugin.id.matches(ID)) {
      throw new PluginException(
          "plugin.xml: id '" + plugin.id + "' is none such as com.example.tagger");
    }
    return plugin;
  }

  /** Whether it says which version of the extension points it is for, as those of Waypost do. */
  static boolean namesApi(byte[] octets) {
    try {
      return parsed(octets).getDocumentElement().hasAttribute("api");
    } catch (PluginException e) {
      return false;
    }
  }

  /**
   * Checks whether this relay can use it.
   *
   * @throws PluginException when it cannot
   */
  void check(byte[] octets, PointSchemas schemas) {
    ApiVersion needed;
    try {
      needed = ApiVersion.parse(api);
    } catch (IllegalArgumentException e) {
      throw new PluginException("plugin.xml: api " + e.getMessage(), e);
    }
    if (!ApiVersion.CURRENT.runs(needed)) {
      throw new PluginException(
          "plugin.xml: made for version "
              + needed
              + " of the extension points, and this relay has "
              + ApiVersion.CURRENT);
    }
    for (Element extension : children(parsed(octets).getDocumentElement())) {
      switch (extension.getTagName()) {
        case "extension" -> {
          if (!isInternal(extension)) {
            checkExtension(extension, schemas);
          }
        }
        case "extension-point" -> {
          if (!id.equals(ExtensionPoint.NAMESPACE)) {
            throw new PluginException("plugin.xml: extension points are declared by Waypost alone");
          }
        }
        default ->
            throw new PluginException(
                "plugin.xml: there is no element <" + extension.getTagName() + "> in <plugin>");
      }
    }
  }

  /**
   * Waypost keeps some extension points for itself: what it contributes there is its own matter.
   */
  private boolean isInternal(Element extension) {
    return id.equals(ExtensionPoint.NAMESPACE)
        && ExtensionPoint.of(extension.getAttribute("point")).isEmpty();
  }

  private static void checkExtension(Element extension, PointSchemas schemas) {
    String unique = attribute(extension, "point");
    ExtensionPoint point =
        ExtensionPoint.of(unique)
            .orElseThrow(
                () -> new PluginException("plugin.xml: there is no extension point " + unique));
    for (Element contribution : children(extension)) {
      if (!contribution.getTagName().equals(point.id())) {
        throw new PluginException(
            "plugin.xml: extension point "
                + unique
                + " takes <"
                + point.id()
                + ">, not <"
                + contribution.getTagName()
                + ">");
      }
      schemas.validate(point, contribution);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static String attribute(Element element, String name) {
    String value = element.getAttribute(name).strip();
    if (value.isEmpty() || value.length() > 200) {
      throw new PluginException(
          "plugin.xml: attribute "
              + name
              + " of <"
              + element.getTagName()
              + "> "
              + (value.isEmpty() ? "is missing" : "is too long"));
    }
    return value;
  }

  private static Document parsed(byte[] octets) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Faults());
      return builder.parse(new ByteArrayInputStream(octets));
    } catch (SAXParseException e) {
      throw new PluginException("plugin.xml, line " + e.getLineNumber() + ": " + e.getMessage(), e);
    } catch (Exception e) {
      throw new PluginException("plugin.xml: " + e.getMessage(), e);
    }
  }

  /** The usual one writes to the console. */
  private static final class Faults implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {
      // Nothing that a plug-in could not be used with.
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
