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
package org.waypost.test.rest;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Calls one server, as one user or as nobody. Paths are relative to the server's root. */
public final class RestClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI root;
  private final String authorization;
  private final String forwardedFor;

  private RestClient(URI root, String authorization, String forwardedFor) {
    this.root = root;
    this.authorization = authorization;
    this.forwardedFor = forwardedFor;
  }

  /** Calls without credentials. */
  public static RestClient anonymous(URI root) {
    return new RestClient(root, null, null);
  }

  /** Calls as this user, with HTTP Basic (RFC 7617). */
  public static RestClient basic(URI root, String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new RestClient(root, "Basic " + Base64.getEncoder().encodeToString(pair), null);
  }

  /** Calls as a proxy does for a client of this address. */
  public RestClient from(String address) {
    return new RestClient(root, authorization, address);
  }

  /** GET. */
  public RestAnswer get(String path) {
    return send(request(path).GET().build());
  }

  /** DELETE. */
  public RestAnswer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** POST of JSON. */
  public RestAnswer post(String path, JsonValue body) {
    byte[] octets = body.toString().getBytes(StandardCharsets.UTF_8);
    return post(path, "application/json", octets);
  }

  /** PUT of JSON. */
  public RestAnswer put(String path, JsonValue body) {
    byte[] octets = body.toString().getBytes(StandardCharsets.UTF_8);
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(octets))
            .build());
  }

  /** POST of anything. */
  public RestAnswer post(String path, String mediaType, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    if (forwardedFor != null) {
      builder.header("X-Forwarded-For", forwardedFor);
    }
    return builder;
  }

  private RestAnswer send(HttpRequest request) {
    try {
      return new RestAnswer(http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted in " + request.uri(), e);
    }
  }
}
