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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the SMTP server's TLS is made of: the {@code WAYPOST_TLS_…} variables.
 *
 * @param folder of the certificates with their keys
 * @param password of keys and of PKCS#12 files
 * @param clientCa PEM file of the authorities that sign client certificates; without it no client
 *     is asked for one
 * @param protocols names of protocol versions that are offered, at least one
 */
public record TlsSettings(
    Path folder, Optional<String> password, Optional<Path> clientCa, List<String> protocols) {

  /** Every version that may be offered; older ones are broken (RFC 8996). */
  public static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

  /**
   * Checks the protocols.
   *
   * @throws IllegalArgumentException when there is none, or one that may not be offered
   */
  public TlsSettings {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(clientCa, "clientCa");
    protocols = List.copyOf(protocols);
    if (protocols.isEmpty() || !PROTOCOLS.containsAll(protocols)) {
      throw new IllegalArgumentException(
          "some of " + String.join(",", PROTOCOLS) + ", not '" + String.join(",", protocols) + "'");
    }
  }

  /** What is used when nothing is set. */
  public static TlsSettings in(Path folder) {
    return new TlsSettings(folder, Optional.empty(), Optional.empty(), PROTOCOLS);
  }

  /** Reads {@code WAYPOST_TLS_FOLDER} and those beside it; the folder is in the data by default. */
  static TlsSettings read(SettingReader reader, Path data) {
    Path folder =
        reader.readOr("WAYPOST_TLS_FOLDER", SettingReader::path, () -> data.resolve("tls"));
    Optional<String> password = reader.optional("WAYPOST_TLS_PASSWORD", text -> text);
    Optional<Path> clientCa =
        reader.optional("WAYPOST_TLS_CLIENT_CA", text -> readable(SettingReader.path(text)));
    return reader.readOr(
        "WAYPOST_TLS_PROTOCOLS",
        text -> new TlsSettings(folder, password, clientCa, List.of(text.split("\\s*,\\s*", -1))),
        () -> new TlsSettings(folder, password, clientCa, PROTOCOLS));
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("no such file, or not readable: '" + file + "'");
    }
    return file;
  }

  /** Without the password, so that it comes into no log. */
  @Override
  public String toString() {
    return "TlsSettings[" + folder + ", client CA " + clientCa + ", " + protocols + "]";
  }
}
