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
package org.waypost.smtp.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.waypost.api.settings.TlsSettings;

/**
 * The folder of certificates: {@code NAME.pem} with the key in it, {@code NAME.pem} or {@code
 * NAME.crt} with {@code NAME.key} beside it, {@code NAME.p12} or {@code NAME.pfx}. Other files and
 * folders are none of its business.
 */
final class CertificateFolder {

  private static final long MOST_OCTETS = 1 << 20;
  private static final List<String> PEM = List.of("pem", "crt");
  private static final List<String> PKCS12 = List.of("p12", "pfx");
  private static final String KEY = "key";

  /** What one name came to: a certificate, or a problem. */
  record Found(ServerCertificate certificate, String problem) {}

  private final TlsSettings settings;

  CertificateFolder(TlsSettings settings) {
    this.settings = settings;
  }

  /** Whether there is no file that could be a certificate. */
  boolean isEmpty() throws IOException {
    return files().isEmpty();
  }

  /** A text that changes whenever a file does, as far as the file system can tell. */
  String mark() throws IOException {
    StringBuilder mark = new StringBuilder();
    for (Map.Entry<String, Map<String, Path>> name : files().entrySet()) {
      for (Path file : name.getValue().values()) {
        mark.append(mark(file)).append('\n');
      }
    }
    settings.clientCa().ifPresent(file -> mark.append(mark(file)));
    return mark.toString();
  }

  private static String mark(Path file) {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return file + " " + facts.size() + " " + facts.lastModifiedTime() + " " + facts.fileKey();
    } catch (IOException e) {
      return file + " " + e.getClass().getSimpleName();
    }
  }

  /** Reads all files, in the order of their names. */
  Map<String, Found> read() throws IOException {
    Map<String, Found> all = new TreeMap<>();
    for (Map.Entry<String, Map<String, Path>> entry : files().entrySet()) {
      Found found;
      try {
        found = new Found(read(entry.getKey(), entry.getValue()), "");
      } catch (UnusableFileException e) {
        found = new Found(null, e.getMessage());
      } catch (IOException e) {
        found = new Found(null, "cannot be read: " + e);
      }
      all.put(entry.getKey(), found);
    }
    return all;
  }

  private ServerCertificate read(String name, Map<String, Path> files)
      throws IOException, UnusableFileException {
    Optional<Path> keystore = first(PKCS12, files);
    Optional<Path> certificate = first(PEM, files);
    if (certificate.isEmpty()) {
      if (keystore.isPresent()) {
        checkSize(keystore.get());
        return Pkcs12File.read(name, keystore.get(), settings.password());
      }
      throw new UnusableFileException(
          "there is a key, but no " + name + ".pem or " + name + ".crt");
    }
    PemFile pem = PemFile.parse(text(certificate.get()), settings.password());
    if (pem.key().isPresent()) {
      return ServerCertificate.of(name, pem.certificates(), pem.key().get());
    }
    if (!files.containsKey(KEY)) {
      throw new UnusableFileException("there is no key in it, and no " + name + ".key");
    }
    PemFile key = PemFile.parse(text(files.get(KEY)), settings.password());
    return ServerCertificate.of(
        name,
        pem.certificates(),
        key.key().orElseThrow(() -> new UnusableFileException("no key in " + name + ".key")));
  }

  private static Optional<Path> first(List<String> endings, Map<String, Path> files) {
    return endings.stream().map(files::get).filter(file -> file != null).findFirst();
  }

  private static String text(Path file) throws IOException, UnusableFileException {
    checkSize(file);
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static void checkSize(Path file) throws IOException, UnusableFileException {
    if (Files.size(file) > MOST_OCTETS) {
      throw new UnusableFileException("larger than 1 MiB, which no certificate is");
    }
  }

  /** Files by name, then by ending; but for the authorities of clients, which may be here too. */
  private Map<String, Map<String, Path>> files() throws IOException {
    Map<String, Map<String, Path>> names = new TreeMap<>();
    try (Stream<Path> list = Files.list(settings.folder())) {
      for (Path file : (Iterable<Path>) list::iterator) {
        String fileName = file.getFileName().toString();
        int dot = fileName.lastIndexOf('.');
        String ending = fileName.substring(dot + 1);
        boolean known = PEM.contains(ending) || PKCS12.contains(ending) || ending.equals(KEY);
        boolean isClientCa = settings.clientCa().filter(file::equals).isPresent();
        if (dot > 0 && known && !isClientCa && Files.isRegularFile(file)) {
          names
              .computeIfAbsent(fileName.substring(0, dot), name -> new HashMap<>())
              .put(ending, file);
        }
      }
    }
    return names;
  }
}
