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
package org.waypost.mtasts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.waypost.mtasts.StsFinding.Kind;
import org.waypost.mtasts.StsFinding.Problem;

/**
 * Fetches policies by HTTPS (RFC 8461 3.3): the certificate has to name the host, a redirection is
 * a failure, and what is no text or longer than 64 KiB is no policy.
 *
 * <p>Blocks for a minute at most. Thread-safe.
 */
final class StsFetcher {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int MAX_OCTETS = 64 * 1024;

  private final HttpClient http;
  private final Function<String, URI> location;

  /** Verifies certificates by these means. */
  StsFetcher(SSLContext tls) {
    this(tls, domain -> URI.create("https://mta-sts." + domain + "/.well-known/mta-sts.txt"));
  }

  StsFetcher(SSLContext tls, Function<String, URI> location) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls)
            .build();
    this.location = location;
  }

  /** A policy could not be had. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    FailedException(Kind kind, String text, Throwable cause) {
      super(text, cause);
      this.problem = new Problem(kind, text);
    }

    Problem problem() {
      return problem;
    }
  }

  /** The text of a domain's policy, which is a sound one. */
  String fetch(String domain) throws FailedException {
    URI uri;
    try {
      uri = location.apply(domain);
    } catch (IllegalArgumentException e) {
      throw new FailedException(Kind.FETCH, "no URL can be made of " + domain, e);
    }
    String text = get(uri);
    try {
      StsPolicy.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new FailedException(Kind.INVALID, uri + ": " + e.getMessage(), e);
    }
  }

  private String get(URI uri) throws FailedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).GET().build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new FailedException(
              Kind.FETCH, uri + " answers with HTTP " + response.statusCode(), null);
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("text/plain")) {
          throw new FailedException(Kind.INVALID, uri + " is not text/plain", null);
        }
        byte[] octets = body.readNBytes(MAX_OCTETS + 1);
        if (octets.length > MAX_OCTETS) {
          throw new FailedException(
              Kind.INVALID, uri + " has more than " + MAX_OCTETS + " octets", null);
        }
        return new String(octets, StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException(Kind.FETCH, "fetching " + uri + " was interrupted", e);
    } catch (IOException e) {
      Kind kind = isCertificate(e) ? Kind.CERTIFICATE : Kind.FETCH;
      throw new FailedException(kind, uri + " cannot be fetched: " + reason(e), e);
    }
  }

  private static boolean isCertificate(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof CertificateException || each instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
