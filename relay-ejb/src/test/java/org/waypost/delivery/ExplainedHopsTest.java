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
package org.waypost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.api.net.HostPort;
import org.waypost.dane.DanePolicy;
import org.waypost.dane.TlsaRecord;
import org.waypost.dns.MxHost;
import org.waypost.dns.MxLookup;
import org.waypost.mtasts.StsFinding;
import org.waypost.mtasts.StsPolicy;
import org.waypost.routing.Route;
import org.waypost.routing.RouteOptions;
import org.waypost.routing.Target;
import org.waypost.smtpclient.TlsPolicy;
import org.waypost.smtpclient.TlsPolicy.Level;
import org.waypost.tlspolicy.TlsRule;
import org.waypost.tlspolicy.TlsRuleBook;

class ExplainedHopsTest {

  private MxLookup mx =
      new MxLookup.Hosts(List.of(new MxHost("b.test", 10), new MxHost("a.test", 20)), true, "");
  private TlsRuleBook book = TlsRuleBook.EMPTY;
  private DanePolicy dane = new DanePolicy.Absent("there is none");
  private StsFinding sts = StsFinding.NOTHING;

  private JsonObject explained(Target target, boolean requireTls) {
    TlsParts parts =
        new TlsParts(
            () -> book,
            (host, port) -> dane,
            domain -> sts,
            (domain, kind, host, failure, reason) -> {
              throw new AssertionError("What is only explained is not reported");
            });
    HopFinder finder = new HopFinder(domain -> mx, "us.test", 25);
    return new ExplainedHops(finder, parts)
        .explain(new Route("r", target, RouteOptions.NONE), "dest.test", requireTls, false)
        .orElseThrow()
        .build();
  }

  private JsonObject explained() {
    return explained(new Target.MailExchanger(), false);
  }

  private static JsonObject host(JsonObject explained) {
    return explained.getJsonArray("hosts").getJsonObject(0);
  }

  private static String level(JsonObject explained) {
    return host(explained).getJsonObject("tls").getString("level");
  }

  @Test
  void namesSiteHostsAndLevel() {
    JsonObject explained = explained();

    assertThat(explained.getString("site")).isEqualTo("a.test,b.test");
    assertThat(explained.getJsonArray("hosts")).hasSize(2);
    assertThat(host(explained).getString("host")).isEqualTo("b.test");
    assertThat(host(explained).getInt("port")).isEqualTo(25);
    assertThat(level(explained)).isEqualTo("opportunistic");
    assertThat(host(explained).getString("decidedBy")).isEqualTo("usual");
  }

  @Test
  void namesThePolicyThatDecides() {
    TlsPolicy policy =
        new TlsPolicy(Level.REQUIRED, "TLSv1.3", List.of(), Optional.of("us"), false);
    book = new TlsRuleBook(List.of(new TlsRule("bank", TlsRule.Scope.HOST, "b.test", policy)));

    assertThat(host(explained()).getString("decidedBy")).isEqualTo("policy");
    assertThat(host(explained()).getString("policy")).isEqualTo("bank");
    JsonObject tls = host(explained()).getJsonObject("tls");
    assertThat(tls.getString("minimumVersion")).isEqualTo("TLSv1.3");
    assertThat(tls.getString("clientCertificate")).isEqualTo("us");
  }

  @Test
  void showsWhatTheDomainPublishes() {
    dane =
        new DanePolicy.Authenticated("b.test", List.of(new TlsaRecord(3, 1, 1, "00".repeat(32))));

    assertThat(level(explained())).isEqualTo("dane");
    assertThat(host(explained()).getString("decidedBy")).isEqualTo("dane");
    assertThat(host(explained()).getJsonArray("published").getValuesAs(JsonString::getString))
        .containsExactly("3 1 1 " + "00".repeat(32));
  }

  @Test
  void saysWhichHostsAreLeftOutAndWhy() {
    sts =
        new StsFinding(
            Optional.of(
                new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("a.test"), Duration.ofDays(1))),
            Optional.empty());

    JsonObject explained = explained();
    assertThat(explained.getString("site")).isEqualTo("a.test");
    assertThat(host(explained).getString("decidedBy")).isEqualTo("mta-sts");
    assertThat(level(explained)).isEqualTo("verified");
    JsonObject problem = explained.getJsonArray("problems").getJsonObject(0);
    assertThat(problem.getString("host")).isEqualTo("b.test");
    assertThat(problem.getString("problem")).isEqualTo("validation-failure");
  }

  @Test
  void saysWhyThereIsNoHost() {
    mx = new MxLookup.NullMx();
    assertThat(explained().getString("refusal")).startsWith("556 5.1.10");
  }

  // RFC 8689 4.2.1
  @Test
  void saysWhetherMailThatRequiresTlsCanGo() {
    JsonObject required = explained(new Target.MailExchanger(), true);
    assertThat(level(required)).isEqualTo("verified");
    assertThat(host(required).getString("decidedBy")).isEqualTo("requiretls");
    assertThat(host(required).getBoolean("fitForRequireTls")).isTrue();
    mx = new MxLookup.Hosts(List.of(new MxHost("b.test", 10)));
    assertThat(host(explained()).getBoolean("fitForRequireTls")).isFalse();
  }

  @Test
  void smartHostsToo() {
    Target target =
        new Target.SmartHost(
            List.of(new Target.Host(new HostPort("out.test", 465), 0, 1)), Optional.empty());
    JsonObject explained = explained(target, false);

    assertThat(explained.getString("site")).isEqualTo("out.test:465");
    assertThat(host(explained).getJsonObject("tls").getBoolean("implicit")).isTrue();
    assertThat(
            new ExplainedHops(
                    new HopFinder(domain -> mx, "us.test", 25),
                    new TlsParts(() -> book, (h, p) -> dane, d -> sts, PolicyFailures.NONE))
                .explain(
                    new Route("r", new Target.Discard(), RouteOptions.NONE), "x", false, false))
        .isEmpty();
  }
}
