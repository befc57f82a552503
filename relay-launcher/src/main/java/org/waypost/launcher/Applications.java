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
package org.waypost.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.waypost.launcher.Launcher.StartException;

/** Web applications of the user that run beside Waypost, and share its broker. */
final class Applications {

  private static final Set<String> OWN = Set.of("smtp", "broker", "relay", "api", "mail", "health");
  private static final String END = ".war";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Applications() {}

  /**
   * The files that {@code WAYPOST_APPLICATIONS} names, as a class path is written.
   *
   * @throws StartException that names the setting, and what is wrong with it
   */
  static List<Path> ofProcess() throws StartException {
    String property = System.getProperty("waypost.applications");
    String setting = property == null ? System.getenv("WAYPOST_APPLICATIONS") : property;
    return setting == null || setting.isBlank() ? List.of() : parse(setting);
  }

  static List<Path> parse(String setting) throws StartException {
    List<Path> files = new ArrayList<>();
    Set<String> names = new HashSet<>(OWN);
    for (String part : setting.split(Pattern.quote(File.pathSeparator))) {
      Path file = Path.of(part.strip()).toAbsolutePath();
      if (!part.endsWith(END) || !Files.isReadable(file)) {
        throw wrong(part + " is no WAR file that can be read");
      }
      if (!NAME.matcher(name(file)).matches() || !names.add(name(file))) {
        throw wrong("there is no place for an application called " + name(file));
      }
      files.add(file);
    }
    return files;
  }

  /** The name and the path of an application. */
  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - END.length());
  }

  private static StartException wrong(String problem) {
    return new StartException("WAYPOST_APPLICATIONS: " + problem);
  }
}
