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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.dns.TextLookup;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

@Timeout(30)
class StsCacheTest {

  @TempDir Path folder;
  private final AtomicInteger fetched = new AtomicInteger();
  private final Movable clock = new Movable();
  private Database database;
  private Ledger ledger;
  private HttpServer host;
  private volatile TextLookup record = new TextLookup.Found(List.of("v=STSv1; id=one"));
  private volatile String mode = "enforce";
  private volatile int status = 200;
  private volatile String type = "text/plain";

  private static final class Movable extends Clock {
    private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() throws IOException {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    host.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          byte[] policy =
              ("version: STSv1\nmode: " + mode + "\nmx: mx.b.test\nmax_age: 86400\n")
                  .getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, policy.length);
          exchange.getResponseBody().write(policy);
          exchange.close();
        });
    host.start();
  }

  @AfterEach
  void close() {
    host.stop(0);
    ledger.close();
    database.close();
  }

  private StsCache cache() throws NoSuchAlgorithmException {
    URI location = URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/");
    StsCache cache =
        new StsCache(
            name -> record,
            new StsFetcher(SSLContext.getDefault(), domain -> location),
            new StsTable(database, ledger),
            clock);
    cache.sync();
    return cache;
  }

  private static StsPolicy.Mode mode(StsFinding finding) {
    return finding.policy().map(StsPolicy::mode).orElse(StsPolicy.Mode.NONE);
  }

  @Test
  void isFetchedOnceAndSurvivesARestart() throws Exception {
    try (StsCache cache = cache()) {
      for (int i = 0; i < 3; i++) {
        assertThat(mode(cache.find("b.test"))).isEqualTo(StsPolicy.Mode.ENFORCE);
      }
      // It is written before the fetch ends, but found before that.
      await().until(() -> new StsTable(database, ledger).find("b.test").isPresent());
    }
    try (StsCache again = cache()) {
      assertThat(mode(again.find("b.test"))).isEqualTo(StsPolicy.Mode.ENFORCE);
    }
    assertThat(fetched).hasValue(1);
  }

  @Test
  void isFetchedAgainWhenItsIdChanges() throws Exception {
    try (StsCache cache = cache()) {
      cache.find("b.test");
      mode = "testing";
      record = new TextLookup.Found(List.of("v=STSv1; id=two"));
      // The old one holds while the new one is fetched.
      await().until(() -> mode(cache.find("b.test")) == StsPolicy.Mode.TESTING);
      assertThat(fetched).hasValue(2);
    }
  }

  /** RFC 8461 10.2: who blocks DNS or HTTPS must not switch it off. */
  @Test
  void holdsWhileItCannotBeFetchedUntilItExpires() throws Exception {
    try (StsCache cache = cache()) {
      cache.find("b.test");
      record = new TextLookup.None();
      assertThat(mode(cache.find("b.test"))).isEqualTo(StsPolicy.Mode.ENFORCE);
      record = new TextLookup.Failed("no answer");
      status = 500;
      assertThat(mode(cache.find("b.test"))).isEqualTo(StsPolicy.Mode.ENFORCE);
      clock.now = clock.now.plus(Duration.ofDays(2));
      assertThat(mode(cache.find("b.test"))).isEqualTo(StsPolicy.Mode.NONE);
    }
  }

  @Test
  void aFailureIsToldAndNotTriedAgainAtOnce() throws Exception {
    status = 302;
    try (StsCache cache = cache()) {
      for (int i = 0; i < 3; i++) {
        StsFinding finding = cache.find("b.test");
        assertThat(finding.policy()).isEmpty();
        assertThat(finding.problem().orElseThrow().kind()).isEqualTo(StsFinding.Kind.FETCH);
      }
      assertThat(fetched).hasValue(1);
      status = 200;
      clock.now = clock.now.plus(Duration.ofMinutes(6));
      assertThat(mode(cache.find("b.test"))).isEqualTo(StsPolicy.Mode.ENFORCE);
    }
  }

  @Test
  void whatIsNoTextIsNoPolicy() throws Exception {
    type = "text/html";
    try (StsCache cache = cache()) {
      assertThat(cache.find("b.test").problem().orElseThrow().kind())
          .isEqualTo(StsFinding.Kind.INVALID);
    }
  }

  @Test
  void nothingIsAskedWhereNothingIsPublished() throws Exception {
    record = new TextLookup.None();
    try (StsCache cache = cache()) {
      assertThat(cache.find("b.test")).isEqualTo(StsFinding.NOTHING);
      assertThat(cache.find("[192.0.2.1]")).isEqualTo(StsFinding.NOTHING);
    }
    assertThat(fetched).hasValue(0);
  }
}
