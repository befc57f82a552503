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
package org.waypost.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The key that texts are sealed with: of the settings, or of a file beside the database. */
public final class KeyFile {

  private static final String NAME = "secret.key";

  private KeyFile() {}

  /**
   * The key of this node.
   *
   * @param given base 64 of 32 octets, the same on all nodes; nothing for that of the file, which
   *     is made when there is none
   * @throws IllegalArgumentException when what is given is no key
   * @throws UncheckedIOException when the file can be neither read nor made
   */
  public static SealedText open(Path data, Optional<String> given) {
    return new SealedText(given.map(KeyFile::decoded).orElseGet(() -> ofFile(data)));
  }

  private static byte[] ofFile(Path data) {
    Path file = data.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return decoded(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The key in " + file + " cannot be read", e);
    }
  }

  private static byte[] decoded(String text) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The key is not base 64", e);
    }
    if (key.length != SealedText.KEY_SIZE) {
      throw new IllegalArgumentException("The key has 32 octets, not " + key.length);
    }
    return key;
  }

  /** Written under another name first, so that a crash leaves no half of a key. */
  private static void make(Path file) throws IOException {
    byte[] key = new byte[SealedText.KEY_SIZE];
    new SecureRandom().nextBytes(key);
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(fresh);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        fresh,
        Base64.getEncoder().encodeToString(key) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.SYNC);
    try {
      Files.move(fresh, file);
    } catch (FileAlreadyExistsException e) {
      Files.deleteIfExists(fresh);
    }
  }
}
