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
package org.waypost.test.tls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** An HTTPS server that publishes MTA-STS policies (RFC 8461) and takes TLS reports (RFC 8460). */
public final class PolicyHost implements AutoCloseable {

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> policies = new ConcurrentHashMap<>();
  private final Queue<String> fetched = new ConcurrentLinkedQueue<>();
  private final Queue<JsonObject> reports = new ConcurrentLinkedQueue<>();

  /** Listens on port 443, which MTA-STS has. */
  public PolicyHost(String address, SSLContext context) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(address, 443), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/.well-known/mta-sts.txt", this::policy);
    server.createContext("/reports", this::report);
    server.setExecutor(threads);
    server.start();
  }

  /** Publishes a policy. */
  public void publish(String domain, String mode, String mx) {
    policies.put(
        "mta-sts." + domain,
        "version: STSv1\r\nmode: " + mode + "\r\nmx: " + mx + "\r\nmax_age: 86400\r\n");
  }

  /** The hosts whose policies were fetched, in order. */
  public List<String> fetched() {
    return List.copyOf(fetched);
  }

  /** The reports that came, unpacked. */
  public List<JsonObject> reports() {
    return List.copyOf(reports);
  }

  private void policy(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    fetched.add(host);
    String policy = policies.get(host);
    exchange.getResponseHeaders().add("Content-Type", "text/plain");
    answer(exchange, policy == null ? 404 : 200, policy == null ? "none" : policy);
  }

  private void report(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    boolean taken =
        exchange.getRequestMethod().equals("POST") && type.equals("application/tlsrpt+gzip");
    if (taken) {
      reports.add(unpacked(body));
    }
    answer(exchange, taken ? 201 : 400, "");
  }

  /** A report as it is sent, packed. */
  public static JsonObject unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed));
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
