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
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder that plug-ins are dropped into. What is used of it is copied aside, so that a JAR may
 * be replaced or deleted while its classes are in use. For one thread.
 */
final class PluginFolder {

  private static final String ASIDE = ".loaded";

  private final Path folder;
  private int copies;

  /**
   * A JAR as it was when it was looked at.
   *
   * @param size in octets
   * @param modifiedMillis when it was changed last
   */
  record Mark(long size, long modifiedMillis) {}

  /** Makes the folder, and deletes what the last process has copied aside. */
  PluginFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve(ASIDE));
      try (DirectoryStream<Path> old = Files.newDirectoryStream(folder.resolve(ASIDE))) {
        for (Path each : old) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for plug-ins cannot be used: " + folder, e);
    }
  }

  /** The names of the JARs, each with its mark. */
  Map<String, Mark> jars() {
    Map<String, Mark> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          found.put(
              file.getFileName().toString(),
              new Mark(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for plug-ins cannot be read: " + folder, e);
    }
    return found;
  }

  /**
   * A copy of a JAR that nobody touches.
   *
   * @throws PluginException when it cannot be copied
   */
  Path copyOf(String name) {
    Path copy = folder.resolve(ASIDE).resolve(++copies + "-" + name);
    try {
      Files.copy(folder.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new PluginException("Cannot be copied: " + e.getMessage(), e);
    }
  }

  /** Deletes a copy. */
  static void drop(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      // The next start deletes it.
      copy.toFile().deleteOnExit();
    }
  }
}
