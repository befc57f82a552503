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
package org.waypost.webhooks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Posts to hooks over HTTP/1.1, a connection for each POST. It resolves names itself and connects
 * to the very address that it has looked at, which clients that resolve on their own cannot
 * promise. No redirect is followed, little of the answer is read, and when the time is over the
 * connection is closed, whatever it is at. Safe for use by any number of threads.
 */
final class HookClient {

  private static final int CONNECT_MILLIS = 5_000;

  private final ScheduledExecutorService timer;
  private final SSLContext tls;
  private final Duration limit;

  /**
   * A client.
   *
   * @param timer closes what takes too long
   * @param tls trusts the servers of hooks
   * @param limit for a POST, from the connection to the end of the answer
   */
  HookClient(ScheduledExecutorService timer, SSLContext tls, Duration limit) {
    this.timer = timer;
    this.tls = tls;
    this.limit = limit;
  }

  /** One that trusts whom the platform trusts, and gives a hook 10 seconds. */
  static HookClient of(ScheduledExecutorService timer) {
    try {
      return new HookClient(timer, SSLContext.getDefault(), Duration.ofSeconds(10));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The platform has no TLS", e);
    }
  }

  /**
   * Posts, and never throws for what the other side does.
   *
   * @param headers names and values in ASCII, without line breaks
   */
  HookAnswer post(URI url, boolean allowPrivate, Map<String, String> headers, byte[] body) {
    long begun = System.nanoTime();
    try {
      InetAddress address = address(url, allowPrivate);
      try (Socket socket = new Socket()) {
        Future<?> end =
            timer.schedule(() -> close(socket), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
          socket.connect(new InetSocketAddress(address, port(url)), CONNECT_MILLIS);
          socket.setSoTimeout((int) limit.toMillis());
          HookResponse response = exchange(socket, url, headers, body);
          return new HookAnswer(response.status(), response.text(), since(begun));
        } finally {
          end.cancel(false);
        }
      }
    } catch (IOException e) {
      boolean late = since(begun) >= limit.toMillis();
      return new HookAnswer(
          null,
          late ? "No answer within " + limit.toSeconds() + " s" : String.valueOf(e.getMessage()),
          since(begun));
    }
  }

  private HookResponse exchange(Socket socket, URI url, Map<String, String> headers, byte[] body)
      throws IOException {
    if (!isTls(url)) {
      return exchangeOver(socket, url, headers, body);
    }
    try (SSLSocket secure =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(socket, PublicAddresses.host(url), port(url), true)) {
      SSLParameters parameters = secure.getSSLParameters();
      // RFC 9110 4.3.4: the certificate has to be for the host of the URL.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return exchangeOver(secure, url, headers, body);
    }
  }

  private static HookResponse exchangeOver(
      Socket socket, URI url, Map<String, String> headers, byte[] body) throws IOException {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    StringBuilder head = new StringBuilder("POST ").append(path);
    if (url.getRawQuery() != null) {
      head.append('?').append(url.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(url.getHost());
    if (url.getPort() > 0) {
      head.append(':').append(url.getPort());
    }
    head.append("\r\nConnection: close\r\nContent-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    OutputStream out = socket.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return HookResponse.read(new BufferedInputStream(socket.getInputStream()));
  }

  /** The first address that may be connected to. */
  private static InetAddress address(URI url, boolean allowPrivate) throws IOException {
    for (InetAddress each : InetAddress.getAllByName(PublicAddresses.host(url))) {
      if (PublicAddresses.mayConnect(each, allowPrivate)) {
        return each;
      }
    }
    throw new IOException(PublicAddresses.host(url) + " " + PublicAddresses.REFUSED);
  }

  private static boolean isTls(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : isTls(url) ? 443 : 80;
  }

  /** Of the socket below TLS, so that it waits for nobody who writes. */
  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, all the same.
      return;
    }
  }

  private static long since(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
