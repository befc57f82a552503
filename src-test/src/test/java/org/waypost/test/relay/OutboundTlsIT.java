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
package org.waypost.test.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.test.relay.TraceClient.PATIENCE;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.test.dns.DnsFault;
import org.waypost.test.dns.TestDns;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SinkOptions;
import org.waypost.test.sink.SinkTls;
import org.waypost.test.tls.PolicyHost;
import org.waypost.test.tls.TestAuthority;

/**
 * TLS on the way out, from what domains publish to what is shown of the message and reported: DANE
 * from signed zones, MTA-STS by HTTPS, TLS reports, policies with versions and client certificates.
 *
 * <p>A policy is fetched from port 443, so this takes the right to listen there. The relay finds
 * its host by a hosts file of its own, as Java asks the system's resolver for addresses of HTTPS.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutboundTlsIT {

  private static final String POLICY_ADDRESS = "127.0.0.9";
  private static final String CIPHER = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  private static final List<String> STS =
      List.of("good.sts.test", "bad.sts.test", "other.sts.test", "tested.sts.test");

  @TempDir static Path data;
  @TempDir static Path files;

  static TestDns dns;
  static int port;

  /** Its certificate is by nobody that the relay trusts. */
  static MailSink unknown;

  /** Its certificate is by an authority that the relay trusts. */
  static MailSink trusted;

  /** Speaks one version and one cipher, to clients that show a certificate. */
  static MailSink strict;

  static SinkTls strictTls;
  static PolicyHost web;
  static HttpServer tokens;
  static WaypostLaunch launch;
  static WaypostProcess relay;
  static TraceClient trace;

  @BeforeAll
  static void start() throws Exception {
    TestAuthority authority = new TestAuthority();
    port = FreePorts.next();
    SinkTls unknownTls =
        tls(new TestAuthority().server(List.of("mx.dane.test", "mx.bad.sts.test")));
    unknown = sink("127.0.0.2", unknownTls);
    trusted =
        sink("127.0.0.3", tls(authority.server(List.of("mx.good.sts.test", "mx.reports.test"))));
    strictTls = tls(authority.server(List.of("mx.strict.test"))).strict("TLSv1.2", CIPHER);
    strict = sink("127.0.0.4", strictTls);
    List<String> hosts = STS.stream().map(each -> "mta-sts." + each).collect(Collectors.toList());
    hosts.add("web.reports.test");
    web = new PolicyHost(POLICY_ADDRESS, authority.server(hosts).context());
    dns = TestDns.start();
    publish(unknownTls.certificate());
    TokenIssuer issuer = new TokenIssuer();
    tokens = issuer.serve("a@from.test");
    authority.writeClient("Relay of the test", data.resolve("tls/clients/us.pem"));
    launch =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_DNS", dns.address())
            .with(
                "WAYPOST_DNSSEC_ANCHORS",
                Files.writeString(files.resolve("anchors"), dns.anchor() + "\n").toString())
            .with("WAYPOST_MX_PORT", Integer.toString(port))
            .with("WAYPOST_TLS_TRUST", authority.write(files.resolve("trust.pem")).toString())
            .with("WAYPOST_TLSRPT_FROM", "tls@relay.test")
            .with(
                "WAYPOST_OAUTH_JWKS",
                Files.writeString(files.resolve("jwks.json"), issuer.keys()).toString())
            .with("WAYPOST_OAUTH_ISSUER", TokenIssuer.NAME)
            .with("WAYPOST_OAUTH_AUDIENCE", TokenIssuer.AUDIENCE)
            .with("WAYPOST_RETRY_SCHEDULE", "1h")
            .with(
                "WAYPOST_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1 -Djdk.net.hosts.file=" + hosts(hosts));
    relay = launch.start();
    trace = new TraceClient(relay.rest());
    relay
        .rest()
        .post(
            "/api/v1/users",
            json(
                "{'name': 'signer', 'password': 'battery staple', 'roles': ['submitter'],"
                    + " 'addresses': ['a@from.test']}"))
        .expect(201);
    // What comes in by the smart host's side has arrived.
    route(
        "{'name': 'arrived', 'order': 1, 'match': {'user': 'signer'}, 'target': {'type':"
            + " 'discard'}}");
  }

  private static SinkTls tls(TestAuthority.Server server) {
    return SinkTls.of(server.context(), server.certificate());
  }

  private static MailSink sink(String address, SinkTls tls) {
    return MailSink.start(SinkOptions.modern().at(address, port), tls);
  }

  private static Path hosts(List<String> names) throws Exception {
    String here = InetAddress.getLocalHost().getHostName();
    return Files.writeString(
        files.resolve("hosts"),
        "127.0.0.1 localhost\n127.0.0.1 "
            + here
            + "\n"
            + names.stream()
                .map(each -> POLICY_ADDRESS + " " + each + "\n")
                .collect(Collectors.joining()));
  }

  private static void publish(X509Certificate certificate) throws Exception {
    byte[] key =
        MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
    for (String each : List.of("dane.test", "wrong.test", "forged.test", "doubtful.test")) {
      dns.sign(each);
      domain(each, "mx." + each, "127.0.0.2");
      dns.tlsa("mx." + each, port, 3, 1, 1, each.equals("wrong.test") ? new byte[32] : key);
    }
    dns.fault("forged.test", DnsFault.FORGED_SIGNATURE);
    dns.fault("_" + port + "._tcp.mx.doubtful.test", DnsFault.FORGED_SIGNATURE);
    for (String each : List.of("sts.test", "strict.test", "reports.test")) {
      dns.leaveUnsigned(each);
    }
    domain("strict.test", "mx.strict.test", "127.0.0.4");
    domain("old.strict.test", "mx.strict.test", null);
    domain("nameless.strict.test", "mx.strict.test", null);
    domain("reports.test", "mx.reports.test", "127.0.0.3");
    domain("good.sts.test", "mx.good.sts.test", "127.0.0.3");
    domain("bad.sts.test", "mx.bad.sts.test", "127.0.0.2");
    domain("other.sts.test", "mx.good.sts.test", null);
    domain("tested.sts.test", "mx.bad.sts.test", null);
    for (String each : STS) {
      dns.txt("_mta-sts." + each, "v=STSv1; id=one");
    }
    web.publish("good.sts.test", "enforce", "*.good.sts.test");
    web.publish("bad.sts.test", "enforce", "mx.bad.sts.test");
    web.publish("other.sts.test", "enforce", "mx.other.sts.test");
    web.publish("tested.sts.test", "testing", "mx.bad.sts.test");
    String both = "v=TLSRPTv1; rua=https://web.reports.test/reports,mailto:tls@reports.test";
    dns.txt("_smtp._tls.wrong.test", both);
    dns.txt("_smtp._tls.tested.sts.test", "v=TLSRPTv1; rua=https://web.reports.test/reports");
    dns.txt("_smtp._tls.reports.test", both);
  }

  private static void domain(String name, String mx, String address) {
    dns.mx(name, 10, mx);
    if (address != null) {
      dns.address(mx, address);
    }
  }

  @AfterAll
  static void stop() {
    relay.close();
    List.of(unknown, trusted, strict).forEach(MailSink::close);
    web.close();
    tokens.stop(0);
    dns.close();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private static String submit(String to) {
    JsonObject draft =
        json(
            "{'from': 'a@from.test', 'to': ['%s'], 'subject': 'TLS', 'text': 'Hello'}"
                .formatted(to));
    return relay.rest().post("/api/v1/messages", draft).expect(202).json().getString("id");
  }

  /** The first attempt of a new message, once it has that state. */
  private static JsonObject attempt(String to, String state) {
    return trace.await(submit(to), state).getJsonArray("attempts").getJsonObject(0);
  }

  private static void tlsIs(JsonObject attempt, String policy, String verdict) {
    assertThat(attempt.getJsonObject("tls").getString("policy")).isEqualTo(policy);
    assertThat(attempt.getJsonObject("tls").getString("verdict")).isEqualTo(verdict);
  }

  private static boolean came(MailSink sink, String to) {
    return sink.received().stream().anyMatch(mail -> mail.recipients().contains(to));
  }

  @Test
  @Order(1)
  void daneLeadsFromSignedZonesToADelivery() {
    JsonObject attempt = attempt("a@dane.test", "delivered");

    tlsIs(attempt, "dane", "dane");
    assertThat(attempt.getJsonObject("tls").getString("version")).isEqualTo("TLSv1.3");
    assertThat(unknown.await(m -> m.recipients().contains("a@dane.test"), PATIENCE).encrypted())
        .isTrue();
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({
    // The key is another one than the zone says.
    "wrong.test, 4.7.5",
    // The MX records are forged, the TLSA records are.
    "forged.test, 4.4.3",
    "doubtful.test, 4.7.5",
  })
  void whatDoesNotMatchOrIsForgedWaits(String domain, String status) {
    JsonObject attempt = attempt("a@" + domain, "deferred");

    assertThat(attempt.getString("reply")).startsWith("451 " + status);
    if (domain.equals("wrong.test")) {
      tlsIs(attempt, "dane", "validation-failure");
    }
    assertThat(came(unknown, "a@" + domain)).isFalse();
  }

  @Test
  @Order(3)
  void anEnforcedPolicyIsKept() {
    tlsIs(attempt("a@good.sts.test", "delivered"), "sts", "verified");
    tlsIs(attempt("a@bad.sts.test", "deferred"), "sts", "certificate-not-trusted");
    assertThat(attempt("a@other.sts.test", "deferred").getString("reply"))
        .startsWith("451 4.7.5")
        .contains("MTA-STS");
    assertThat(came(unknown, "a@bad.sts.test")).isFalse();
    assertThat(came(trusted, "a@other.sts.test")).isFalse();
  }

  @Test
  @Order(4)
  void aPolicyThatIsTestedLetsMailGoUntilItIsEnforced() {
    tlsIs(attempt("a@tested.sts.test", "delivered"), "sts-testing", "certificate-not-trusted");

    web.publish("tested.sts.test", "enforce", "mx.bad.sts.test");
    dns.remove("_mta-sts.tested.sts.test").txt("_mta-sts.tested.sts.test", "v=STSv1; id=two");
    // The policy of before holds until the new one is there.
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> decidedBy("a@tested.sts.test").equals("mta-sts"));
    tlsIs(attempt("b@tested.sts.test", "deferred"), "sts", "certificate-not-trusted");
  }

  private static JsonObject nextHops(String to) {
    return relay
        .rest()
        .post("/api/v1/routes/explain", json("{'recipient': '%s', 'dns': true}".formatted(to)))
        .expect(200)
        .json()
        .getJsonArray("recipients")
        .getJsonObject(0)
        .getJsonObject("nextHops");
  }

  private static String decidedBy(String to) {
    return nextHops(to).getJsonArray("hosts").getJsonObject(0).getString("decidedBy");
  }

  @Test
  @Order(5)
  void aDryRunTellsWhatIsInForce() {
    JsonObject host = nextHops("a@dane.test").getJsonArray("hosts").getJsonObject(0);
    assertThat(host.getString("host")).isEqualTo("mx.dane.test");
    assertThat(host.getJsonObject("tls").getString("level")).isEqualTo("dane");
    assertThat(host.getBoolean("fitForRequireTls")).isTrue();
    assertThat(decidedBy("a@good.sts.test")).isEqualTo("mta-sts");
    JsonObject other = nextHops("a@other.sts.test");
    assertThat(other.getString("refusal")).startsWith("451 4.7.5");
    assertThat(other.getJsonArray("problems").getJsonObject(0).getString("problem"))
        .isEqualTo("validation-failure");
  }

  @Test
  @Order(6)
  void versionCipherAndClientCertificateAreThoseOfThePolicy() {
    policy("client", "strict.test", "'clientCertificate': 'us', 'ciphers': ['" + CIPHER + "']");
    policy("new", "old.strict.test", "'clientCertificate': 'us', 'minimumVersion': 'TLSv1.3'");
    policy("nameless", "nameless.strict.test", "'minimumVersion': 'TLSv1.2'");

    JsonObject attempt = attempt("a@strict.test", "delivered");
    tlsIs(attempt, "verified", "verified");
    assertThat(attempt.getJsonObject("tls").getString("version")).isEqualTo("TLSv1.2");
    assertThat(attempt.getJsonObject("tls").getString("cipher")).isEqualTo(CIPHER);
    assertThat(strictTls.clients()).containsExactly("CN=Relay of the test");

    for (String to : List.of("a@old.strict.test", "a@nameless.strict.test")) {
      // The peer says why and closes; which of the two is seen first is up to the network.
      assertThat(attempt(to, "deferred").getString("reply"))
          .matches("451 4\\.(7\\.5|4\\.2) .*TLS.*");
      assertThat(came(strict, to)).isFalse();
    }
  }

  private static void policy(String name, String domain, String members) {
    relay
        .rest()
        .post(
            "/api/v1/tls-policies",
            json(
                "{'name': '%s', 'domain': '%s', 'tls': {'level': 'verified', %s}}"
                    .formatted(name, domain, members)))
        .expect(201);
  }

  /** Its own submission listener is the peer, whose certificate is by itself. */
  @ParameterizedTest
  @Order(7)
  @ValueSource(strings = {"SCRAM-SHA-256", "PLAIN", "LOGIN", "OAUTHBEARER", "XOAUTH2"})
  void signsInAtASmartHostByEachMechanism(String mechanism) {
    String domain = mechanism.toLowerCase(Locale.ROOT) + ".auth.test";
    String secret =
        mechanism.contains("OAUTH")
            ? "'oauth': {'tokenUrl': 'http://127.0.0.1:%d/token', 'clientId': 'c', 'clientSecret': 's'}"
                .formatted(tokens.getAddress().getPort())
            : "'password': 'battery staple'";
    String template =
        "{'name': '%s', 'match': {'recipientDomain': '%s'}, 'tls': 'required', 'target': {'type':"
            + " 'smarthost', 'hosts': [{'host': '127.0.0.1', 'port': %s}], 'login': {'user':"
            + " 'signer', 'mechanism': '%s', %s}}}";
    String listener = launch.setting("WAYPOST_SUBMISSION_PORT");
    route(template.formatted(mechanism, domain, listener, mechanism, secret));

    JsonObject attempt = attempt("x@" + domain, "delivered");

    tlsIs(attempt, "required", "certificate-not-trusted");
    Awaitility.await("what was sent comes in, by who signed in")
        .atMost(PATIENCE)
        .until(() -> trace.search("to=x@" + domain).stream().anyMatch(OutboundTlsIT::arrived));
  }

  private static boolean arrived(JsonObject message) {
    return message.getString("source").equals("smtp")
        && message.getString("state").equals("discarded");
  }

  private static void route(String json) {
    relay.rest().post("/api/v1/routes", json(json)).expect(201);
  }

  @Test
  @Order(8)
  void policiesOutliveARestartAndReportsOfTheDayAreSentOnce() throws Exception {
    relay.stop();
    int fetched = web.fetched().size();
    long failed = inDatabase("select sum(sessions) from tls_result where domain = 'wrong.test'");
    assertThat(failed).isPositive();
    // The day ends while the relay is down.
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    assertThat(inDatabase("update tls_result set report_day = '" + yesterday + "'")).isPositive();
    web.publish("bad.sts.test", "none", "");

    relay = launch.start();
    trace = new TraceClient(relay.rest());

    tlsIs(attempt("b@bad.sts.test", "deferred"), "sts", "certificate-not-trusted");
    assertThat(web.fetched()).hasSize(fetched);
    ReceivedMail mail = trusted.await(m -> m.recipients().contains("tls@reports.test"), PATIENCE);
    assertThat(mail.header("TLS-Report-Domain")).contains("wrong.test");
    isAboutWrongKeys(PolicyHost.unpacked(attached(mail)), failed);
    Awaitility.await().atMost(PATIENCE).until(() -> web.reports().size() >= 2);
    isAboutWrongKeys(report("wrong.test"), failed);
    assertThat(report("tested.sts.test").toString()).contains("certificate-not-trusted");

    relay.stop();
    assertThat(web.reports()).hasSize(2);
    // RFC 8460 5.3: nothing is counted of mail with reports.
    assertThat(inDatabase("select count(*) from tls_result where domain = 'reports.test'"))
        .isZero();
  }

  private static void isAboutWrongKeys(JsonObject report, long failed) {
    JsonObject policy = report.getJsonArray("policies").getJsonObject(0);
    assertThat(policy.getJsonObject("policy").getString("policy-type")).isEqualTo("tlsa");
    assertThat(policy.getJsonObject("summary").getInt("total-failure-session-count"))
        .isEqualTo((int) failed);
    JsonObject failure = policy.getJsonArray("failure-details").getJsonObject(0);
    assertThat(failure.getString("result-type")).isEqualTo("validation-failure");
    assertThat(failure.getString("receiving-mx-hostname")).isEqualTo("mx.wrong.test");
  }

  private static JsonObject report(String domain) {
    return web.reports().stream()
        .filter(
            each ->
                each.getJsonArray("policies")
                    .getJsonObject(0)
                    .getJsonObject("policy")
                    .getString("policy-domain")
                    .equals(domain))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] attached(ReceivedMail mail) {
    String text = mail.text();
    String part = text.substring(text.indexOf("base64\r\n"));
    int start = part.indexOf("\r\n\r\n") + 4;
    return Base64.getMimeDecoder().decode(part.substring(start, part.indexOf("\r\n--=", start)));
  }

  /** A number that a query tells, or how many rows were changed; the relay does not run. */
  private static long inDatabase(String sql) throws SQLException {
    String url = "jdbc:h2:file:" + data.resolve("db/waypost").toAbsolutePath();
    try (Connection connection = DriverManager.getConnection(url, "waypost", "");
        Statement statement = connection.createStatement()) {
      if (sql.startsWith("update")) {
        return statement.executeUpdate(sql);
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
