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
package org.waypost.test.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of the product's modules. */
final class Modules {

  static final JavaClasses API = of("relay-api");
  static final JavaClasses RA = of("relay-ra");
  static final JavaClasses BROKER = of("relay-broker");
  static final JavaClasses PLUGINS = of("relay-plugins");
  static final JavaClasses EJB = of("relay-ejb");
  static final JavaClasses WEB = of("relay-web");
  static final JavaClasses ALL =
      of("relay-api", "relay-ra", "relay-broker", "relay-plugins", "relay-ejb", "relay-web");

  private Modules() {}

  private static JavaClasses of(String... modules) {
    Path root = Path.of(System.getProperty("waypost.root", "..")).toAbsolutePath().normalize();
    List<Path> folders =
        List.of(modules).stream().map(m -> root.resolve(m + "/target/classes")).toList();
    for (Path folder : folders) {
      // ArchUnit finds nothing wrong with a folder that is not there.
      if (!Files.isDirectory(folder.resolve("org/waypost"))) {
        throw new IllegalStateException("Not compiled: " + folder);
      }
    }
    return new ClassFileImporter().importPaths(folders);
  }
}
