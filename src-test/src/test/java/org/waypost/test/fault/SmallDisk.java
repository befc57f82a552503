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
package org.waypost.test.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.waypost.test.process.Command;

/** A file system in memory, mounted for a test, that can be filled to its last octet. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one on a folder; nothing where this user may not mount. */
  static Optional<SmallDisk> mount(Path folder, int mebibytes) throws IOException {
    Files.createDirectories(folder);
    Command mounted =
        Command.run(
            Duration.ofSeconds(30),
            "sh",
            "-c",
            "mount -t tmpfs -o size=" + mebibytes + "m tmpfs '" + folder + "'");
    return mounted.exit() == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  Path folder() {
    return folder;
  }

  /** Leaves so many octets, or as many as there are. */
  void fill(long leave) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (Files.getFileStore(folder).getUsableSpace() > leave) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(folder).getUsableSpace() > block.length) {
        throw e;
      }
    }
  }

  /** There is space again. */
  void clear() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    Command.run(Duration.ofSeconds(30), "umount", "-l", folder.toString());
  }
}
