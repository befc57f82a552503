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
package org.waypost.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of other relay nodes: 192 random bits in the file {@code jms.password} of the data
 * folder, made when the acceptor is first opened and readable by the owner only.
 */
final class AcceptorPassword {

  private AcceptorPassword() {}

  static String of(Path folder) throws IOException {
    Path file = folder.resolve("jms.password");
    if (Files.notExists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Files.writeString(
          OwnerOnly.file(file), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    String password = Files.readString(file).strip();
    if (password.isEmpty()) {
      throw new IOException(file + " is empty; remove it to have a new password made");
    }
    return password;
  }
}
