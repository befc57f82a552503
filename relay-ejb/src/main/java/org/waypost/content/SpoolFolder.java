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
package org.waypost.content;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder for temporary files of messages that are too large for memory. */
public final class SpoolFolder {

  /** Begins the name of what is read to be shown. */
  public static final String VIEW = "view-";

  /**
   * What the names of the application's files begin with; the SMTP adapter has names of its own.
   */
  private static final List<String> PREFIXES =
      List.of("delivery-", "rest-", "submit-", VIEW, "plugin-");

  private SpoolFolder() {}

  /**
   * Makes the folder, and deletes what a process that died has left in it.
   *
   * @throws IOException when it cannot be made or read
   */
  public static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (PREFIXES.stream().anyMatch(name::startsWith)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
