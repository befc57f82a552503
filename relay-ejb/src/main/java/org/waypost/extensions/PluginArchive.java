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
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Where the {@code plugin.xml} and the classes of a plug-in come from.
 *
 * @param location for administrators
 * @param xml octets of the {@code plugin.xml}
 * @param classes loads its classes
 * @param owned whether that class loader is for this plug-in alone
 */
// Octets that are handed on, neither changed nor compared.
@SuppressWarnings("ArrayRecordComponent")
record PluginArchive(String location, byte[] xml, ClassLoader classes, boolean owned) {

  private static final String NAME = "plugin.xml";

  /** Longest {@code plugin.xml}. */
  static final int MOST_OCTETS = 1024 * 1024;

  /**
   * A JAR, with a class loader of its own.
   *
   * @param file that stays as it is while the plug-in is used
   * @throws PluginException when it is no JAR, or has no {@code plugin.xml}
   */
  static PluginArchive ofJar(String location, Path file, ClassLoader api) {
    try (JarFile jar = new JarFile(file.toFile())) {
      ZipEntry entry = jar.getEntry(NAME);
      if (entry == null) {
        throw new PluginException("There is no plugin.xml at the root of the JAR");
      }
      try (InputStream in = jar.getInputStream(entry)) {
        byte[] xml = read(in);
        return new PluginArchive(
            location, xml, new URLClassLoader(location, new URL[] {url(file)}, api), true);
      }
    } catch (IOException e) {
      throw new PluginException("Not a JAR that can be read: " + e.getMessage(), e);
    }
  }

  /** One whose classes another class loader knows, such as Waypost's own. */
  static PluginArchive ofClasses(String location, URL xml, ClassLoader classes) {
    try (InputStream in = xml.openStream()) {
      return new PluginArchive(location, read(in), classes, false);
    } catch (IOException e) {
      throw new PluginException("plugin.xml cannot be read: " + e.getMessage(), e);
    }
  }

  /** Lets go of the JAR, when no class of it is needed any more. */
  void close() throws IOException {
    if (owned && classes instanceof URLClassLoader own) {
      own.close();
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    byte[] xml = in.readNBytes(MOST_OCTETS + 1);
    if (xml.length > MOST_OCTETS) {
      throw new PluginException("plugin.xml has more than " + MOST_OCTETS + " octets");
    }
    return xml;
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
