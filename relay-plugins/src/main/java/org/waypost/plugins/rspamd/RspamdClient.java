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
package org.waypost.plugins.rspamd;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.waypost.api.smtp.MailContent;

/** Asks one Rspamd; connections are kept and used again. For any number of threads. */
public final class RspamdClient {

  private static final int LONGEST_ANSWER = 1024 * 1024;

  private final HttpClient http;
  private final URI check;
  private final Duration limit;
  private final String password;

  /**
   * For a worker of Rspamd that scans ({@code normal}, or {@code rspamd_proxy}).
   *
   * @param base such as {@code http://127.0.0.1:11333}
   * @param connecting how long connecting may take
   * @param scanning how long all of it may take
   * @param password of the worker; empty for none
   * @throws IllegalArgumentException when the base is no address of http or https
   */
  public RspamdClient(URI base, Duration connecting, Duration scanning, String password) {
    String scheme = base.getScheme();
    if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("Not an address of http or https: '" + base + "'");
    }
    this.check = base.resolve("/checkv2");
    this.limit = Objects.requireNonNull(scanning, "scanning");
    this.password = Objects.requireNonNull(password, "password");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connecting)
            .build();
  }

  /** Has a message looked at. */
  public RspamdAnswer scan(MailContent content, RspamdRequest told) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(check).timeout(limit);
    request.POST(body(content)).headers(told.fields());
    if (!password.isEmpty()) {
      request.setHeader("Password", password);
    }
    HttpResponse<byte[]> response = send(request.build());
    if (response.statusCode() != 200) {
      throw new IOException("Rspamd answered with status " + response.statusCode());
    }
    return AnswerReader.read(response.body());
  }

  private static BodyPublisher body(MailContent content) {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> open(content));
    return content.size() == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(stream, content.size());
  }

  private static InputStream open(MailContent content) {
    try {
      return content.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, head -> new BoundedBody(LONGEST_ANSWER));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for Rspamd");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new SocketTimeoutException("Rspamd took too long");
    } catch (ExecutionException e) {
      throw new IOException("Rspamd did not answer: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
