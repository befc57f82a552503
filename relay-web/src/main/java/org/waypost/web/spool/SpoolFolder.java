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
package org.waypost.web.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waypost.api.settings.Settings;

/**
 * The folder for temporary files: {@code spool} in the data folder. The system's own is often in
 * memory, or too small for mail.
 */
public record SpoolFolder(Path path) {

  /** Begins the name of what REST takes in. */
  public static final String REST = "rest-";

  /** The folder that the settings of this process name. */
  public static SpoolFolder ofProcess() {
    return of(Settings.ofProcess());
  }

  /** The folder that settings name. */
  public static SpoolFolder of(Settings settings) {
    return new SpoolFolder(settings.data().resolve("spool"));
  }

  /** A new empty file that only this process's user can read; makes the folder when needed. */
  public Path newFile(String prefix) throws IOException {
    Files.createDirectories(path);
    return Files.createTempFile(path, prefix, ".eml");
  }
}
