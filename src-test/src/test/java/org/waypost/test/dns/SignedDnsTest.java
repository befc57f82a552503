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
package org.waypost.test.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.DnsSettings;
import org.waypost.api.settings.DnsSettings.Dnssec;
import org.waypost.dane.DanePolicy;
import org.waypost.dane.DnsTlsaPolicies;
import org.waypost.dane.TlsaRecord;
import org.waypost.dns.AddressLookup;
import org.waypost.dns.DnsResolver;
import org.waypost.dns.DnssecStatus;
import org.waypost.dns.MxLookup;

/** What the relay makes of signed zones, asked of a server that signs them. */
@Timeout(30)
class SignedDnsTest {

  private static final byte[] DIGEST = new byte[32];

  private final TestDns dns = TestDns.start(60);
  private DnsResolver resolver;

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    dns.sign("signed.test").leaveUnsigned("plain.test");
    dns.mx("signed.test", 10, "mx.signed.test").address("mx.signed.test", "192.0.2.1");
    dns.address("mx.signed.test", "2001:db8::1");
    dns.mx("plain.test", 10, "mx.plain.test").address("mx.plain.test", "192.0.2.2");
    dns.mx("mixed.test", 10, "mx.plain.test");
    dns.address("implicit.signed.test", "192.0.2.3");
    dns.tlsa("mx.signed.test", 25, 3, 1, 1, DIGEST);
    dns.tlsa("mx.plain.test", 25, 3, 1, 1, DIGEST);
  }

  @AfterEach
  void stop() {
    if (resolver != null) {
      resolver.close();
    }
    dns.close();
  }

  private DnsResolver resolver(Dnssec mode) throws IOException {
    Path anchors = Files.writeString(folder.resolve("anchors"), dns.anchor() + "\n");
    resolver =
        new DnsResolver(
            new DnsSettings(
                List.of(new HostPort("127.0.0.1", dns.port())), mode, Optional.of(anchors)));
    return resolver;
  }

  private DanePolicy policy(Dnssec mode, String host) throws IOException {
    return new DnsTlsaPolicies(resolver(mode)).find(host, 25);
  }

  private static boolean secure(MxLookup found) {
    return ((MxLookup.Hosts) found).secure();
  }

  @ParameterizedTest
  @EnumSource(
      value = Dnssec.class,
      names = {"AUTO", "REQUIRE", "TRUST"})
  void tellsWhatIsSecure(Dnssec mode) throws IOException {
    DnsResolver asked = resolver(mode);

    assertThat(secure(asked.lookup("signed.test"))).isTrue();
    assertThat(secure(asked.lookup("implicit.signed.test"))).isTrue();
    assertThat(secure(asked.lookup("plain.test"))).isFalse();
    assertThat(secure(asked.lookup("mixed.test"))).isTrue();
    assertThat(((AddressLookup.Found) asked.addresses("mx.signed.test")).secure()).isTrue();
    assertThat(((AddressLookup.Found) asked.addresses("mx.plain.test")).secure()).isFalse();
    assertThat(asked.dnssec())
        .isEqualTo(mode == Dnssec.TRUST ? DnssecStatus.TRUSTED : DnssecStatus.VERIFIED);
  }

  @Test
  void believesThatSomethingIsNotThere() throws IOException {
    DnsResolver asked = resolver(Dnssec.AUTO);

    assertThat(asked.lookup("nobody.signed.test")).isInstanceOf(MxLookup.NoSuchDomain.class);
    assertThat(asked.lookup("nobody.plain.test")).isInstanceOf(MxLookup.NoSuchDomain.class);
    assertThat(asked.addresses("nobody.signed.test")).isInstanceOf(AddressLookup.NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = DnsFault.class,
      names = {"NO_SIGNATURE", "FORGED_SIGNATURE", "EXPIRED_SIGNATURE"})
  void whatIsForgedIsATemporaryFailure(DnsFault fault) throws IOException {
    dns.fault("signed.test", fault);
    dns.fault("mx.signed.test", fault);
    DnsResolver asked = resolver(Dnssec.AUTO);

    assertThat(asked.lookup("signed.test")).isInstanceOf(MxLookup.Unresolvable.class);
    assertThat(asked.addresses("mx.signed.test")).isInstanceOf(AddressLookup.Unresolvable.class);
    assertThat(new DnsTlsaPolicies(asked).find("mx.signed.test", 25))
        .isInstanceOf(DanePolicy.Unknown.class);
    assertThat(secure(asked.lookup("plain.test"))).isFalse();
  }

  @Test
  void proofIsNotAskedOfAServerThatHasNone() throws IOException {
    try (TestDns other = TestDns.start()) {
      other.mx("x.test", 10, "mx.x.test").address("mx.x.test", "192.0.2.1");
      other.tlsa("mx.x.test", 25, 3, 1, 1, DIGEST);
      List<HostPort> servers = List.of(new HostPort("127.0.0.1", other.port()));
      resolver = new DnsResolver(new DnsSettings(servers, Dnssec.AUTO, Optional.empty()));

      assertThat(secure(resolver.lookup("x.test"))).isFalse();
      assertThat(resolver.dnssec()).isEqualTo(DnssecStatus.UNABLE);
      assertThat(new DnsTlsaPolicies(resolver).find("mx.x.test", 25))
          .isInstanceOf(DanePolicy.Absent.class);
      try (DnsResolver strict =
          new DnsResolver(new DnsSettings(servers, Dnssec.REQUIRE, Optional.empty()))) {
        assertThat(strict.lookup("x.test")).isInstanceOf(MxLookup.Unresolvable.class);
      }
    }
  }

  @Test
  void findsTlsaRecordsThatAreSecure() throws IOException {
    assertThat(policy(Dnssec.AUTO, "mx.signed.test"))
        .isEqualTo(
            new DanePolicy.Authenticated(
                "mx.signed.test", List.of(new TlsaRecord(3, 1, 1, "00".repeat(32)))));
    assertThat(new DnsTlsaPolicies(resolver).find("mx.plain.test", 25))
        .isInstanceOf(DanePolicy.Absent.class);
    assertThat(new DnsTlsaPolicies(resolver).find("mx.signed.test", 26))
        .isInstanceOf(DanePolicy.Absent.class);
    assertThat(new DnsTlsaPolicies(resolver).find("192.0.2.1", 25))
        .isInstanceOf(DanePolicy.Absent.class);
  }

  // RFC 7672 2.2: what nobody can use still says that there is TLS.
  @Test
  void recordsThatCannotBeUsedDemandEncryption() throws IOException {
    dns.address("odd.signed.test", "192.0.2.5");
    dns.tlsa("odd.signed.test", 25, 1, 1, 1, DIGEST).tlsa("odd.signed.test", 25, 3, 1, 9, DIGEST);

    assertThat(policy(Dnssec.AUTO, "odd.signed.test")).isInstanceOf(DanePolicy.Encrypted.class);
  }

  // RFC 7672 2.2.3
  @Test
  void anAliasIsFollowedToItsRecords() throws IOException {
    dns.cname("alias.signed.test", "mx.signed.test").cname("out.signed.test", "mx.plain.test");
    dns.cname("own.signed.test", "bare.signed.test").address("bare.signed.test", "192.0.2.6");
    dns.tlsa("own.signed.test", 25, 3, 1, 1, DIGEST);
    dns.tlsa("out.signed.test", 25, 3, 1, 1, DIGEST);

    assertThat(policy(Dnssec.AUTO, "alias.signed.test"))
        .extracting("baseDomain")
        .isEqualTo("mx.signed.test");
    assertThat(new DnsTlsaPolicies(resolver).find("own.signed.test", 25))
        .extracting("baseDomain")
        .isEqualTo("own.signed.test");
    assertThat(new DnsTlsaPolicies(resolver).find("out.signed.test", 25))
        .extracting("baseDomain")
        .isEqualTo("out.signed.test");
  }

  @Test
  void recordsThatCannotBeAskedForLeaveItOpen() throws IOException {
    dns.fault("_25._tcp.mx.signed.test", DnsFault.SERVFAIL);

    assertThat(policy(Dnssec.AUTO, "mx.signed.test")).isInstanceOf(DanePolicy.Unknown.class);
  }
}
