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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What the server answered to one call. */
public final class RestAnswer {

  private final HttpResponse<byte[]> response;

  RestAnswer(HttpResponse<byte[]> response) {
    this.response = response;
  }

  /** The HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /** All headers. */
  public HttpHeaders headers() {
    return response.headers();
  }

  /** The media type without its parameters; empty when there is none. */
  public String mediaType() {
    return headers().firstValue("Content-Type").orElse("").replaceFirst("[ ;].*", "");
  }

  /** The octets of the body. */
  public byte[] octets() {
    return response.body().clone();
  }

  /** The body as text, read as UTF-8. */
  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The body, which is a JSON object. */
  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(response.body()))) {
      return reader.readObject();
    }
  }

  /**
   * This answer.
   *
   * @throws AssertionError when it has another status
   */
  public RestAnswer expect(int status) {
    if (status() != status) {
      throw new AssertionError("Expected " + status + ", got " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    String text = text();
    return response.request().method()
        + " "
        + response.uri()
        + " -> "
        + status()
        + " "
        + text.substring(0, Math.min(text.length(), 2000));
  }
}
