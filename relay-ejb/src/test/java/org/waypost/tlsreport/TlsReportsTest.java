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
package org.waypost.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.dns.TextLookup;
import org.waypost.smtpclient.HopSecurity;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.PolicyOrigin;
import org.waypost.smtpclient.PolicyOrigin.Kind;
import org.waypost.smtpclient.TlsFailure;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class TlsReportsTest {

  private static final Clock MONDAY =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Clock TUESDAY =
      Clock.fixed(Instant.parse("2026-11-24T00:10:00Z"), ZoneOffset.UTC);
  private static final String POLICY = "version: STSv1\nmode: enforce\nmx: mx.b.test\nmax_age: 60";

  @TempDir Path folder;
  private final TlsCounts counts = new TlsCounts(MONDAY);
  private final List<String> sent = new ArrayList<>();
  private boolean refusing;
  private TextLookup record =
      new TextLookup.Found(List.of("v=TLSRPTv1; rua=mailto:tls@reports.test"));
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private TlsReports reports(Clock clock) throws Exception {
    return new TlsReports(
        counts,
        database,
        ledger,
        name -> record,
        SSLContext.getDefault(),
        (from, to, octets) -> {
          if (refusing) {
            throw new IOException("not now");
          }
          sent.add(new String(octets, StandardCharsets.US_ASCII));
        },
        "relay.a.test",
        EmailAddress.parse("tls@a.test"),
        clock);
  }

  private void session(Kind kind, String domain, TlsFailure failure) {
    NextHop hop =
        new NextHop("mx.b.test", 25)
            .with(
                HopSecurity.OPPORTUNISTIC,
                new PolicyOrigin(kind, domain, false, false, kind == Kind.STS ? POLICY : ""));
    counts.session(hop, InetAddress.getLoopbackAddress(), Optional.ofNullable(failure));
  }

  private static JsonObject json(String mail) throws IOException {
    String part = mail.substring(mail.indexOf("base64\r\n"));
    String packed = part.substring(part.indexOf("\r\n\r\n") + 4, part.indexOf("\r\n--="));
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getMimeDecoder().decode(packed)))) {
      return Json.createReader(in).readObject();
    }
  }

  @Test
  void tellsWhatWasCounted() throws Exception {
    for (int i = 0; i < 3; i++) {
      session(Kind.STS, "b.test", null);
      reports(MONDAY).flush();
    }
    session(Kind.STS, "b.test", TlsFailure.CERTIFICATE_EXPIRED);
    session(Kind.RULE, "b.test", TlsFailure.CERTIFICATE_EXPIRED);
    session(Kind.USUAL, "", null);
    reports(MONDAY).flush();
    reports(MONDAY).sendDue();
    assertThat(sent).as("the day is not over").isEmpty();
    reports(TUESDAY).sendDue();
    reports(TUESDAY).sendDue();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0))
        .contains("To: <tls@reports.test>\r\n")
        .contains("TLS-Report-Domain: b.test\r\n")
        .contains("TLS-Required: No\r\n")
        .contains("report-type=\"tlsrpt\"")
        .contains("relay.a.test!b.test!1795392000!1795478399!");
    JsonObject report = json(sent.get(0));
    assertThat(report.getJsonObject("date-range").getString("start-datetime"))
        .isEqualTo("2026-11-23T00:00:00Z");
    JsonObject policy = report.getJsonArray("policies").getJsonObject(0);
    assertThat(policy.getJsonObject("policy").getString("policy-type")).isEqualTo("sts");
    assertThat(policy.getJsonObject("policy").getJsonArray("mx-host").getString(0))
        .isEqualTo("mx.b.test");
    assertThat(policy.getJsonObject("summary").getInt("total-successful-session-count"))
        .isEqualTo(3);
    assertThat(policy.getJsonObject("summary").getInt("total-failure-session-count")).isEqualTo(1);
    JsonObject failure = policy.getJsonArray("failure-details").getJsonObject(0);
    assertThat(failure.getString("result-type")).isEqualTo("certificate-expired");
    assertThat(failure.getString("receiving-ip")).isEqualTo("127.0.0.1");
  }

  @Test
  void isTriedAgainWhenNobodyTookIt() throws Exception {
    session(Kind.USUAL, "b.test", null);
    reports(TUESDAY).flush();
    refusing = true;
    reports(TUESDAY).sendDue();
    refusing = false;
    reports(TUESDAY).sendDue();
    assertThat(sent).as("within the hour").isEmpty();
    reports(Clock.offset(TUESDAY, java.time.Duration.ofMinutes(61))).sendDue();
    assertThat(sent).hasSize(1);
    assertThat(json(sent.get(0)).toString()).contains("no-policy-found");
  }

  @Test
  void whoDoesNotAskGetsNone() throws Exception {
    record = new TextLookup.None();
    session(Kind.TLSA, "b.test", TlsFailure.VALIDATION_FAILURE);
    reports(TUESDAY).flush();
    reports(TUESDAY).sendDue();
    record = new TextLookup.Found(List.of("v=TLSRPTv1; rua=mailto:tls@reports.test"));
    reports(TUESDAY).sendDue();
    assertThat(sent).isEmpty();
  }

  @Test
  void addressesAreReadGenerously() {
    ReportAddresses addresses =
        ReportAddresses.of(
            List.of("v=TLSRPTv1;rua=mailto:a%2Bb@x.test?subject=1, https://x.test/v1 ,ftp://y"));
    assertThat(addresses.mail()).containsExactly(EmailAddress.parse("a+b@x.test"));
    assertThat(addresses.https()).hasSize(1);
    assertThat(ReportAddresses.of(List.of("v=TLSRPTv1;rua=", "other")).isEmpty()).isTrue();
  }
}
