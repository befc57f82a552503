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
package org.waypost.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads a key set from its URL: at most {@value #MAX_OCTETS} octets, and within 15 seconds. No
 * redirection is followed: the settings name the place.
 */
final class KeyLocation implements IssuerKeys.Source {

  private static final int MAX_OCTETS = 512 * 1024;
  private static final int WAIT_MILLIS = 5_000;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final URI location;

  KeyLocation(URI location) {
    this.location = location;
  }

  @Override
  public String fetch() throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    URLConnection connection = location.toURL().openConnection();
    connection.setConnectTimeout(WAIT_MILLIS);
    connection.setReadTimeout(WAIT_MILLIS);
    connection.setUseCaches(false);
    if (connection instanceof HttpURLConnection http) {
      http.setInstanceFollowRedirects(false);
      http.setRequestProperty("Accept", "application/jwk-set+json, application/json");
      if (http.getResponseCode() != HttpURLConnection.HTTP_OK) {
        http.disconnect();
        throw new IOException("HTTP status " + http.getResponseCode());
      }
    }
    try (InputStream in = connection.getInputStream()) {
      return read(in, deadline);
    }
  }

  private static String read(InputStream in, long deadline) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      octets.write(block, 0, read);
      if (octets.size() > MAX_OCTETS) {
        throw new IOException("more than " + MAX_OCTETS + " octets");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("not read within " + LIMIT.toSeconds() + " s");
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }
}
