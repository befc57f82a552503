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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.dane.DanePolicy;
import org.waypost.dane.TlsaRecord;
import org.waypost.mtasts.StsFinding;
import org.waypost.mtasts.StsPolicy;
import org.waypost.smtpclient.ChainCheck;
import org.waypost.smtpclient.Login;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.PolicyOrigin.Kind;
import org.waypost.smtpclient.TlsPolicy;
import org.waypost.smtpclient.TlsPolicy.Level;
import org.waypost.tlspolicy.TlsRule;
import org.waypost.tlspolicy.TlsRuleBook;

class HopSecuringTest {

  private static final TlsaRecord TLSA = new TlsaRecord(3, 1, 1, "00".repeat(32));

  private final List<String> failures = new ArrayList<>();
  private TlsRuleBook book = TlsRuleBook.EMPTY;
  private DanePolicy dane = new DanePolicy.Absent("there is none");
  private StsFinding sts = StsFinding.NOTHING;

  private final HopSecuring securing =
      new TlsParts(
              () -> book,
              (host, port) -> dane,
              domain -> sts,
              (domain, kind, host, failure, reason) -> failures.add(host + " " + failure.word()))
          .securing();

  private static Hops.Found found(boolean secure) {
    return new Hops.Found(
        "a.test,b.test", List.of(new NextHop("a.test", 25), new NextHop("b.test", 25)), secure);
  }

  private Hops secured(boolean secure) {
    return securing.exchangers(found(secure), "dest.test", Optional.empty(), false);
  }

  private static NextHop first(Hops hops) {
    return ((Hops.Found) hops).hops().get(0);
  }

  private static Level level(Hops hops) {
    return first(hops).security().tls().level();
  }

  private static StsFinding says(StsPolicy.Mode mode, String... mx) {
    return new StsFinding(
        Optional.of(new StsPolicy(mode, List.of(mx), Duration.ofDays(1))), Optional.empty());
  }

  @Test
  void withoutAWordFromAnybodyItIsOpportunistic() {
    assertThat(level(secured(false))).isEqualTo(Level.OPPORTUNISTIC);
    assertThat(first(secured(false)).origin().nameProven()).isFalse();
    assertThat(first(secured(true)).origin().nameProven()).isTrue();
  }

  @Test
  void theRouteGoesBeforeTheDomainAndTheDomainBeforeTheHost() {
    book =
        new TlsRuleBook(
            List.of(
                new TlsRule("h", TlsRule.Scope.HOST, "a.test", TlsPolicy.of(Level.REQUIRED)),
                new TlsRule("d", TlsRule.Scope.DOMAIN, "*.test", TlsPolicy.of(Level.VERIFIED))));
    assertThat(level(secured(false))).isEqualTo(Level.VERIFIED);
    assertThat(
            level(
                securing.exchangers(
                    found(false), "dest.test", Optional.of(TlsPolicy.of(Level.NONE)), false)))
        .isEqualTo(Level.NONE);
    assertThat(level(securing.exchangers(found(false), "dest.org", Optional.empty(), false)))
        .isEqualTo(Level.REQUIRED);
  }

  @Test
  void daneGoesBeforeMtaSts() {
    dane = new DanePolicy.Authenticated("a.test", List.of(TLSA));
    sts = says(StsPolicy.Mode.ENFORCE, "other.test");
    assertThat(level(secured(true))).isEqualTo(Level.DANE);
    assertThat(first(secured(true)).origin().kind()).isEqualTo(Kind.TLSA);
  }

  // RFC 7672 3.2.2
  @Test
  void aCertificateMayNameTheDomainAndWhatThatIsAnAliasOf() {
    DanePolicy.Authenticated policy = new DanePolicy.Authenticated("a.test", List.of(TLSA));
    dane = policy;
    Hops.Found aliased = new Hops.Found("a.test", List.of(new NextHop("a.test", 25)), true, "real");

    assertThat(check(securing.exchangers(aliased, "dest.test", Optional.empty(), false)))
        .isEqualTo(new DaneCheck(policy, List.of("dest.test", "real")));
    assertThat(check(secured(true))).isEqualTo(new DaneCheck(policy, List.of("dest.test")));
    Optional<TlsPolicy> demanded = Optional.of(TlsPolicy.of(Level.DANE));
    assertThat(check(securing.configured(found(false), Optional.empty(), demanded)))
        .isEqualTo(new DaneCheck(policy, List.of("a.test")));
  }

  private static ChainCheck check(Hops hops) {
    return first(hops).security().dane().orElseThrow();
  }

  /** RFC 7672 2.2.1: records of a host whose name may be forged say nothing. */
  @Test
  void daneIsNotAskedAboutNamesThatAreNotSecure() {
    dane = new DanePolicy.Authenticated("a.test", List.of(TLSA));
    assertThat(level(secured(false))).isEqualTo(Level.OPPORTUNISTIC);
  }

  @Test
  void recordsThatAreOfNoUseDemandEncryptionOnly() {
    dane = new DanePolicy.Encrypted("usage 0");
    assertThat(level(secured(true))).isEqualTo(Level.REQUIRED);
    assertThat(failures).contains("a.test tlsa-invalid");
  }

  @Test
  void aHostOfWhichNothingCanBeToldIsNotUsed() {
    dane = new DanePolicy.Unknown("bogus");
    Hops.NotNow notNow = (Hops.NotNow) secured(true);
    assertThat(notNow.reply().toString()).startsWith("451 4.7.5").contains("bogus");
  }

  @Test
  void anEnforcedPolicyLeavesHostsOut() {
    sts = says(StsPolicy.Mode.ENFORCE, "b.test");
    Hops.Found hops = (Hops.Found) secured(false);
    assertThat(hops.site()).isEqualTo("b.test");
    assertThat(hops.hops()).extracting(NextHop::host).containsExactly("b.test");
    assertThat(level(hops)).isEqualTo(Level.VERIFIED);
    assertThat(first(hops).origin().nameProven()).isTrue();
    assertThat(failures).containsExactly("a.test validation-failure");
    sts = says(StsPolicy.Mode.ENFORCE, "c.test");
    assertThat(secured(false)).isInstanceOf(Hops.NotNow.class);
  }

  @Test
  void aTestedPolicyOnlyMarksThem() {
    sts = says(StsPolicy.Mode.TESTING, "b.test");
    Hops.Found hops = (Hops.Found) secured(false);
    assertThat(level(hops)).isEqualTo(Level.OPPORTUNISTIC);
    assertThat(hops.hops()).extracting(hop -> hop.origin().misnamed()).containsExactly(true, false);
  }

  /** RFC 8689 5. */
  @Test
  void mailThatIsRatherToArriveIsKeptToNothingPublished() {
    sts = says(StsPolicy.Mode.ENFORCE, "c.test");
    dane = new DanePolicy.Authenticated("a.test", List.of(TLSA));
    Hops hops = securing.exchangers(found(true), "dest.test", Optional.empty(), true);
    assertThat(level(hops)).isEqualTo(Level.OPPORTUNISTIC);
    assertThat(first(hops).origin().domain()).as("nothing is reported").isEmpty();
  }

  @Test
  void whereThereIsALoginThePeerHasToProveItself() {
    Optional<Login> login =
        Optional.of(new Login("u", Optional.of("p"), Optional.empty(), Optional.empty()));
    assertThat(level(securing.configured(found(false), login, Optional.empty())))
        .isEqualTo(Level.VERIFIED);
    assertThat(level(securing.configured(found(false), Optional.empty(), Optional.empty())))
        .isEqualTo(Level.OPPORTUNISTIC);
    Hops.Found submissions = new Hops.Found("s", List.of(new NextHop("s.test", 465)));
    assertThat(
            first(securing.configured(submissions, login, Optional.empty()))
                .security()
                .tls()
                .implicit())
        .isTrue();
  }
}
