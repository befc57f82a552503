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
package org.waypost.smtp.content;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder of the temporary files of one listener.
 *
 * <p>File names carry the listener and the run of the process, so that a listener can remove what
 * its former run left behind without touching a file that is in use.
 */
public final class SpoolFolder {

  private static final Logger LOG = System.getLogger(SpoolFolder.class.getName());
  private static final String RUN = UUID.randomUUID().toString();
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Path folder;
  private final String prefix;

  /** The files of that listener in that folder, which {@link #prepare()} makes. */
  public SpoolFolder(Path folder, String listener) {
    this.folder = folder;
    // The brackets keep "relay" from taking the files of "relay2" for its own.
    this.prefix = "smtp(" + listener.replaceAll("[^A-Za-z0-9_-]", "_") + ")";
  }

  /** Makes the folder and deletes what a former run left in it. */
  public void prepare() throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, f -> isLeftOver(f.getFileName().toString()))) {
      for (Path file : files) {
        Files.deleteIfExists(file);
        LOG.log(Level.DEBUG, "Deleted left-over spool file {0}", file);
      }
    }
  }

  SpoolFile newFile() {
    return new SpoolFile(folder.resolve(prefix + RUN + "-" + NUMBER.incrementAndGet() + ".tmp"));
  }

  private boolean isLeftOver(String name) {
    return name.startsWith(prefix) && name.endsWith(".tmp") && !name.startsWith(prefix + RUN);
  }
}
