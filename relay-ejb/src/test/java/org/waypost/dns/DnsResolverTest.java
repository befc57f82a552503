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
package org.waypost.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.DnsSettings;

@Timeout(20)
class DnsResolverTest {

  private static final String ZONE =
      """
      .             60 IN SOA ns.test. root.test. 1 60 60 60 60
      sorted.test.     IN MX 20 b.test.
      sorted.test.     IN MX 10 A.test.
      sorted.test.     IN MX 30 c.test.
      equal.test.      IN MX 10 a.test.
      equal.test.      IN MX 10 b.test.
      null.test.       IN MX 0 .
      null.test.       IN A 192.0.2.9
      implicit.test.   IN A 192.0.2.9
      nothing.test.    IN TXT "no mail"
      alias.test.      IN CNAME sorted.test.
      loop1.test.      IN CNAME loop2.test.
      loop2.test.      IN CNAME loop1.test.
      gone.test.       IN MX 10 missing.test.
      half.test.       IN MX 10 missing.test.
      half.test.       IN MX 20 b.test.
      shaky.test.      IN MX 10 missing.test.
      shaky.test.      IN MX 20 fail-host.test.
      big.test.        IN MX 10 a.test.
      round.test.      IN MX 10 loop1.test.
      many.test.       IN A 192.0.2.4
      many.test.       IN A 192.0.2.5
      many.test.       IN A 192.0.2.6
      many.test.       IN AAAA 2001:db8::4
      many.test.       IN AAAA 2001:db8::5
      six.test.        IN AAAA 2001:db8::6
      a.test.          IN A 192.0.2.1
      a.test.          IN A 192.0.2.2
      a.test.          IN AAAA 2001:db8::1
      b.test.          IN A 192.0.2.3
      c.test.          IN CNAME b.test.
      """;

  private TestDnsServer server;
  private DnsResolver resolver;

  @BeforeEach
  void start() throws IOException {
    server = new TestDnsServer(ZONE);
    resolver = new DnsResolver(settings(server), Duration.ofMillis(300));
  }

  private static DnsSettings settings(TestDnsServer server) {
    return new DnsSettings(List.of(server.address()), DnsSettings.Dnssec.AUTO, Optional.empty());
  }

  @AfterEach
  void stop() throws IOException {
    resolver.close();
    server.close();
  }

  @Test
  void sortsByPreference() {
    assertThat(resolver.lookup("sorted.test"))
        .isEqualTo(
            new MxLookup.Hosts(
                List.of(
                    new MxHost("a.test", 10), new MxHost("b.test", 20), new MxHost("c.test", 30))));
  }

  @Test
  void spreadsOverEqualPreferences() {
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      first.add(((MxLookup.Hosts) resolver.lookup("equal.test")).hosts().get(0).name());
    }
    assertThat(first).containsExactlyInAnyOrder("a.test", "b.test");
  }

  @ParameterizedTest
  @CsvSource({
    "implicit.test, implicit.test",
    "half.test, b.test",
    "big.test, a.test",
    "six.test, six.test",
    "[192.0.2.7], 192.0.2.7",
    "[IPv6:2001:db8::7], 2001:db8:0:0:0:0:0:7",
  })
  void findsTheOnlyExchanger(String domain, String host) {
    assertThat(((MxLookup.Hosts) resolver.lookup(domain)).hosts())
        .extracting(MxHost::name)
        .containsExactly(host);
  }

  @Test
  void followsAnAlias() {
    MxLookup.Hosts found = (MxLookup.Hosts) resolver.lookup("alias.test");
    assertThat(found.hosts()).hasSize(3);
    assertThat(found.alias()).isEqualTo("sorted.test");
  }

  @Test
  void knowsTheNullMx() {
    assertThat(resolver.lookup("null.test")).isEqualTo(new MxLookup.NullMx());
  }

  @ParameterizedTest
  @CsvSource({"nowhere.test", "nothing.test", "gone.test", "[x]", "a..b"})
  void tellsWhatDoesNotExist(String domain) {
    assertThat(resolver.lookup(domain)).isInstanceOf(MxLookup.NoSuchDomain.class);
  }

  @ParameterizedTest
  @CsvSource({"fail.test", "silent.test", "shaky.test", "loop1.test", "round.test"})
  void tellsWhatMayExist(String domain) {
    assertThat(resolver.lookup(domain)).isInstanceOf(MxLookup.Unresolvable.class);
  }

  @Test
  void saysWhy() {
    assertThat(resolver.lookup("fail.test"))
        .hasToString(
            "Unresolvable[detail=MX look-up of fail.test failed: the server failed (SERVFAIL)]");
    assertThat(resolver.lookup("silent.test"))
        .hasToString("Unresolvable[detail=MX look-up of silent.test failed: no answer in time]");
  }

  @Test
  void givesAddressesOfBothFamiliesInTurn() throws IOException {
    AddressLookup.Found found = (AddressLookup.Found) resolver.addresses("a.test");
    assertThat(found.addresses()).hasSize(3);
    assertThat(found.addresses().get(0)).isEqualTo(InetAddress.getByName("2001:db8::1"));
    assertThat(((AddressLookup.Found) resolver.addresses("c.test")).addresses())
        .containsExactly(InetAddress.getByName("192.0.2.3"));
    assertThat(resolver.addresses("missing.test")).isInstanceOf(AddressLookup.NotFound.class);
    assertThat(resolver.addresses("fail.test")).isInstanceOf(AddressLookup.Unresolvable.class);
  }

  @Test
  void eachFamilyHasItsTurnAsLongAsItLasts() {
    AddressLookup.Found found = (AddressLookup.Found) resolver.addresses("many.test");
    assertThat(found.addresses())
        .extracting(each -> each instanceof Inet6Address)
        .containsExactly(true, false, true, false, false);
  }

  @Test
  void remembersAnswersAlsoNegativeOnes() {
    resolver.lookup("sorted.test");
    resolver.lookup("nowhere.test");
    int asked = server.questions();
    resolver.lookup("sorted.test");
    resolver.lookup("nowhere.test");
    assertThat(server.questions()).isEqualTo(asked);
  }

  @Test
  void aServerThatIsNotThereIsATemporaryFailure() throws IOException {
    server.close();
    assertThat(resolver.lookup("sorted.test")).isInstanceOf(MxLookup.Unresolvable.class);
  }

  // RFC 9520 3.2
  @Test
  void remembersFailuresForAMoment() {
    resolver.lookup("fail.test");
    int asked = server.questions();
    resolver.lookup("fail.test");
    assertThat(server.questions()).isEqualTo(asked);
  }

  @Test
  void saysAtOnceWhatItKnows() {
    assertThat(resolver.known("sorted.test")).isEmpty();
    MxLookup found = resolver.lookup("sorted.test");
    // The addresses of the second and third come without anybody waiting for them.
    await().untilAsserted(() -> assertThat(resolver.known("sorted.test")).contains(found));
    assertThat(resolver.knownAddresses("b.test")).isPresent();
    assertThat(resolver.knownAddresses("unasked.test")).isEmpty();
  }

  @Test
  void asksTheNextServerWhenOneIsDeadOrRefuses() throws IOException {
    HostPort dead;
    try (TestDnsServer closed = new TestDnsServer(ZONE)) {
      dead = closed.address();
    }
    DnsSettings both =
        new DnsSettings(List.of(dead, server.address()), DnsSettings.Dnssec.OFF, Optional.empty());
    try (DnsResolver two = new DnsResolver(both, Duration.ofMillis(300))) {
      assertThat(((MxLookup.Hosts) two.lookup("sorted.test")).hosts()).hasSize(3);
      assertThat(two.lookup("fail.test")).isInstanceOf(MxLookup.Unresolvable.class);
    }
  }
}
