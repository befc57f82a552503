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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds plug-ins among the libraries that the relay is deployed with. */
final class ClassPathPlugins {

  private final ClassLoader relay;
  private final ClassLoader api;

  ClassPathPlugins(ClassLoader relay, ClassLoader api) {
    this.relay = relay;
    this.api = api;
  }

  /** Waypost's own, whose classes are the relay's. */
  PluginArchive own() {
    URL own = ClassPathPlugins.class.getResource("/" + "plugin.xml");
    URL schema = ClassPathPlugins.class.getResource("/schema/contribution.exsd");
    if (own == null || schema == null) {
      throw new IllegalStateException("Waypost's own plugin.xml is missing");
    }
    return PluginArchive.ofClasses("waypost", ownUrl(schema), relay);
  }

  /** Of several of that name, the one that lies beside our schemas. */
  private URL ownUrl(URL schema) {
    String root = root(schema, "schema/contribution.exsd");
    return all().stream()
        .filter(url -> root(url, "plugin.xml").equals(root))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Waypost's own plugin.xml is missing"));
  }

  /** A place where one is, and how to open it. */
  record Found(String location, URL xml) {}

  /** All but Waypost's own; those of other systems, such as Eclipse, name no version of ours. */
  List<Found> others() {
    String own =
        root(
            ClassPathPlugins.class.getResource("/schema/contribution.exsd"),
            "schema/contribution.exsd");
    List<Found> found = new ArrayList<>();
    for (URL url : all()) {
      if (!root(url, "plugin.xml").equals(own) && isForWaypost(url)) {
        String root = root(url, "plugin.xml").replaceAll("!?/+$", "");
        found.add(new Found(root.substring(root.lastIndexOf('/') + 1), url));
      }
    }
    return found;
  }

  /**
   * Opens one: with a class loader of its own where it is a JAR in a file, else with the relay's,
   * as some servers keep what is deployed in a place of their own.
   */
  PluginArchive open(Found found) {
    try {
      URLConnection connection = found.xml().openConnection();
      connection.setUseCaches(false);
      if (connection instanceof JarURLConnection jar
          && jar.getJarFileURL().getProtocol().equals("file")) {
        return PluginArchive.ofJar(found.location(), Path.of(jar.getJarFileURL().toURI()), api);
      }
      return PluginArchive.ofClasses(found.location(), found.xml(), relay);
    } catch (IOException | URISyntaxException e) {
      throw new PluginException("plugin.xml cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isForWaypost(URL url) {
    try (InputStream in = url.openStream()) {
      return PluginXml.namesApi(in.readNBytes(PluginArchive.MOST_OCTETS));
    } catch (IOException e) {
      throw new UncheckedIOException("A plugin.xml on the class path cannot be read", e);
    }
  }

  private List<URL> all() {
    try {
      return Collections.list(relay.getResources("plugin.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException("The class path cannot be searched for plug-ins", e);
    }
  }

  private static String root(URL url, String name) {
    String text = url.toExternalForm();
    return text.substring(0, text.length() - name.length());
  }
}
