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

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The claim of this process on a data folder, which ends with the process, however it ends. */
final class DataFolder {

  // Never closed: the claim is that of the whole process.
  private static FileLock claim;

  private DataFolder() {}

  /** Makes the folder when it is missing, for its owner alone where there are POSIX owners. */
  static synchronized void claim(Path folder) throws IOException, Launcher.StartException {
    Files.createDirectories(folder, ownerOnly(folder));
    FileChannel channel =
        FileChannel.open(
            folder.resolve("waypost.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    claim = channel.tryLock();
    if (claim == null) {
      channel.close();
      throw new Launcher.StartException(
          "WAYPOST_DATA: " + folder + " is in use by another Waypost");
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
  }
}
