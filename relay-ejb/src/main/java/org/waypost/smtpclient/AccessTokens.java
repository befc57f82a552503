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
package org.waypost.smtpclient;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens for smart hosts, fetched by the client credentials grant (RFC 6749 4.4) and kept
 * until shortly before they expire.
 *
 * <p>Thread-safe. Fetching blocks for 20 seconds at most; who asks meanwhile waits for the same
 * answer.
 */
public final class AccessTokens {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(60);
  // RFC 6749 5.1 only recommends to tell it.
  private static final long USUAL_SECONDS = 300;
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int MOST = 1000;

  private final Clock clock;
  private final Map<Login.OAuth, Source> sources = new ConcurrentHashMap<>();

  /** Without a token yet. */
  public AccessTokens() {
    this(Clock.systemUTC());
  }

  AccessTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token, and whether it is new.
   *
   * @param fresh whether it was fetched for this call
   */
  record Token(String value, boolean fresh) {
    @Override
    public String toString() {
      return "Token[" + (fresh ? "fresh" : "kept") + "]";
    }
  }

  /**
   * A token that is valid, as far as its issuer said.
   *
   * @throws IOException when there is none to be had; the message says why
   */
  Token get(Login.OAuth oauth) throws IOException {
    if (sources.size() >= MOST) {
      sources.clear();
    }
    return sources.computeIfAbsent(oauth, Source::new).get();
  }

  /** Forgets a token that a peer did not take. */
  void forget(Login.OAuth oauth, Token token) {
    Source source = sources.get(oauth);
    if (source != null) {
      source.forget(token);
    }
  }

  private final class Source {
    private final Login.OAuth oauth;
    private String value;
    private Instant until = Instant.MIN;

    Source(Login.OAuth oauth) {
      this.oauth = oauth;
    }

    synchronized Token get() throws IOException {
      if (value != null && clock.instant().isBefore(until)) {
        return new Token(value, false);
      }
      JsonObject answer = ask();
      if (!(answer.get("access_token") instanceof JsonString token)) {
        throw new IOException(oauth.tokenUrl() + " gave an answer without an access_token");
      }
      long seconds =
          answer.get("expires_in") instanceof JsonNumber number
              ? number.longValue()
              : USUAL_SECONDS;
      Duration valid = Duration.ofSeconds(Math.max(0, Math.min(seconds, 86_400)));
      Duration early =
          valid.dividedBy(2).compareTo(BEFORE_EXPIRY) < 0 ? valid.dividedBy(2) : BEFORE_EXPIRY;
      value = token.getString();
      until = clock.instant().plus(valid.minus(early));
      return new Token(value, true);
    }

    synchronized void forget(Token refused) {
      if (refused.value().equals(value)) {
        value = null;
      }
    }

    private JsonObject ask() throws IOException {
      URI url = oauth.tokenUrl();
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(ANSWER)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Accept", "application/json")
              .header("Authorization", "Basic " + basic())
              .POST(HttpRequest.BodyPublishers.ofString(form()))
              .build();
      // Made for each fetch, of which there are few: it keeps a thread as long as it lives.
      HttpClient http =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      try {
        HttpResponse<InputStream> response =
            http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        byte[] body;
        try (InputStream in = response.body()) {
          body = in.readNBytes(MAX_ANSWER);
        }
        JsonObject answer = object(body);
        if (response.statusCode() != 200) {
          // RFC 6749 5.2: it may hold a word on the reason.
          String error = answer.getString("error", "no reason given");
          throw new IOException(
              url + " refuses a token (HTTP " + response.statusCode() + "): " + plain(error));
        }
        return answer;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while waiting for " + url, e);
      } catch (JsonException e) {
        throw new IOException(url + " gave an answer that is no JSON", e);
      }
    }

    private JsonObject object(byte[] body) {
      try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
        return reader.readObject();
      }
    }

    /** RFC 6749 2.3.1. */
    private String basic() {
      String pair = encoded(oauth.clientId()) + ":" + encoded(oauth.clientSecret());
      return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String form() {
      return "grant_type=client_credentials"
          + oauth.scope().map(scope -> "&scope=" + encoded(scope)).orElse("");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String plain(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 100 ? line.substring(0, 100) : line;
  }
}
