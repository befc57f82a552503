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
package org.waypost.api.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** A setting that names a file of certificates. */
final class CertificateFile {

  private CertificateFile() {}

  /**
   * The path of a file that can be read and holds a certificate in PEM.
   *
   * @throws IllegalArgumentException when it does not; the message says why
   */
  static Path check(String text) {
    Path file;
    try {
      file = Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: '" + text + "'", e);
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw new IllegalArgumentException("no certificate in '" + text + "'");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: '" + text + "'", e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not certificates in PEM: '" + text + "'", e);
    }
    return file;
  }
}
