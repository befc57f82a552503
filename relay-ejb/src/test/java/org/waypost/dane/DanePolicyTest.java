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
package org.waypost.dane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.dns.TlsaAnswer;

/**
 * Which chains match which TLSA records (RFC 6698, RFC 7671, RFC 7672 3). Certificates go by a
 * letter:
 *
 * <ul>
 *   <li>{@code R} the root, {@code I} an intermediate authority below it, {@code S} a stranger;
 *   <li>{@code h} of {@code mx.b.test} under I, {@code d} of the domain {@code b.test}, {@code c}
 *       of what that is an alias of, {@code w} of {@code *.b.test}, {@code o} of another host,
 *       {@code n} with its name in the subject only, {@code e} expired, {@code f} not valid yet;
 *   <li>{@code s} of {@code mx.b.test}, signed by itself, {@code x} the same, expired and of
 *       another host;
 *   <li>{@code T} an authority that has expired, {@code t} of {@code mx.b.test} under it; {@code N}
 *       another certificate of the key of T, by R, which has not.
 * </ul>
 */
class DanePolicyTest {

  private static final Map<String, X509Bundle> BUNDLES = new HashMap<>();

  @BeforeAll
  static void make() throws Exception {
    Instant past = Instant.now().minus(Duration.ofDays(2));
    Instant future = Instant.now().plus(Duration.ofDays(2));
    X509Bundle root = put("R", authority("Root").buildSelfSigned());
    X509Bundle middle = put("I", authority("Intermediate").buildIssuedBy(root));
    put("S", authority("Stranger").buildSelfSigned());
    put("h", host("mx.b.test").buildIssuedBy(middle));
    put("d", host("b.test").buildIssuedBy(middle));
    put("c", host("c.test").buildIssuedBy(middle));
    put("w", wildcard("*.b.test").buildIssuedBy(middle));
    put("o", host("mx.o.test").buildIssuedBy(middle));
    put("n", new CertificateBuilder().ecp256().subject("CN=mx.b.test").buildIssuedBy(middle));
    put(
        "e",
        host("mx.b.test").notBefore(past.minusSeconds(9)).notAfter(past).buildIssuedBy(middle));
    put("f", host("mx.b.test").notBefore(future).buildIssuedBy(middle));
    put("s", host("mx.b.test").setIsCertificateAuthority(true).buildSelfSigned());
    put(
        "x",
        host("mx.o.test")
            .notBefore(past.minusSeconds(9))
            .notAfter(past)
            .setIsCertificateAuthority(true)
            .buildSelfSigned());
    CertificateBuilder old = authority("Old").notBefore(past.minusSeconds(9)).notAfter(past);
    X509Bundle expired = put("T", old.buildSelfSigned());
    put("t", host("mx.b.test").buildIssuedBy(expired));
    put("N", authority("Old").publicKey(expired.getKeyPair().getPublic()).buildIssuedBy(root));
  }

  private static X509Bundle put(String letter, X509Bundle bundle) {
    BUNDLES.put(letter, bundle);
    return bundle;
  }

  private static CertificateBuilder authority(String name) {
    return new CertificateBuilder().ecp256().subject("CN=" + name).setIsCertificateAuthority(true);
  }

  private static CertificateBuilder host(String name) {
    return new CertificateBuilder().ecp256().subject("CN=host").addSanDnsName(name);
  }

  /** RFC 5280 4.2.1.6, octet by octet: the builder takes no asterisk for a name. */
  private static CertificateBuilder wildcard(String name) {
    byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
    byte[] names = Arrays.copyOf(new byte[] {0x30, 0, (byte) 0x82, 0}, octets.length + 4);
    names[1] = (byte) (octets.length + 2);
    names[3] = (byte) octets.length;
    System.arraycopy(octets, 0, names, 4, octets.length);
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=host")
        .addExtensionOctetString("2.5.29.17", false, names);
  }

  private static X509Certificate certificate(String letter) {
    return BUNDLES.get(letter).getCertificate();
  }

  private static List<X509Certificate> chain(String letters) {
    return letters.chars().mapToObj(each -> certificate(Character.toString(each))).toList();
  }

  /** A record written as usage, selector, matching and the letter of what it is of: 311h. */
  private static TlsaAnswer.Entry entry(String text) {
    X509Certificate of = certificate(text.substring(3));
    int[] numbers = text.chars().limit(3).map(each -> each - '0').toArray();
    try {
      byte[] octets = numbers[1] == 0 ? of.getEncoded() : of.getPublicKey().getEncoded();
      byte[] data =
          numbers[2] == 0
              ? octets
              : MessageDigest.getInstance(numbers[2] == 2 ? "SHA-512" : "SHA-256").digest(octets);
      return new TlsaAnswer.Entry(
          numbers[0], numbers[1], numbers[2], HexFormat.of().formatHex(data));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DanePolicy policy(String records) {
    List<TlsaAnswer.Entry> entries =
        Arrays.stream(records.split(" ")).map(DanePolicyTest::entry).toList();
    return new DnsTlsaPolicies((host, port) -> new TlsaAnswer.Found("mx.b.test", entries))
        .find("mx.b.test", 25);
  }

  private static TlsaRecord check(String records, String chain) throws CertificateException {
    return ((DanePolicy.Authenticated) policy(records))
        .check(chain(chain), List.of("b.test", "c.test"));
  }

  @ParameterizedTest
  @CsvSource({
    // The host's own certificate: names, dates and authorities do not count (RFC 7672 3.1.1).
    "300s, s",
    "301s, s",
    "302s, s",
    "310s, s",
    "311s, s",
    "312s, s",
    "311h, hI",
    "311h, h",
    "301x, x",
    "311e, eI",
    "311f, fI",
    // A trust anchor that the server sends, whatever stands between.
    "200R, hIR",
    "201R, hIR",
    "202R, hIR",
    "210R, hIR",
    "211R, hIR",
    "212R, hIR",
    "211I, hI",
    "201I, hIR",
    // In another order, or among others.
    "201R, hSRI",
    // One that the server leaves out, but the record holds (RFC 7671 5.2.2, 5.2.3).
    "200R, hI",
    "200I, h",
    "210R, hI",
    "210I, h",
    // The certificate names the host, the domain, what that is an alias of (RFC 7672 3.2.2).
    "201R, dIR",
    "201R, cIR",
    "201R, wIR",
    "201R, nIR",
    // Several records: one is enough, as while keys are rolled over.
    "311s 311h, hI",
    "311s 201R, hIR",
    "201S 211R, hIR",
    "201S 311h, hI",
    "211N, tTN",
    "201T 201N, tTN",
    // Records that cannot be used stand beside others.
    "111S 311h, hI",
    "001R 301s, s",
    "319S 311s, s",
  })
  void matches(String records, String chain) throws CertificateException {
    assertThat(check(records, chain)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "311s, h,    No TLSA record matches",
    "300s, h,    No TLSA record matches",
    // The host's own record says nothing of those above it, nor a trust anchor's of the host.
    "311I, hI,   No TLSA record matches",
    "211h, hI,   No TLSA record matches",
    "201s, s,    No TLSA record matches",
    // A digest of what the server does not send.
    "201R, hI,   No TLSA record matches",
    "211R, hI,   No TLSA record matches",
    "201R, hR,   No TLSA record matches",
    "200R, h,    No TLSA record matches",
    "201S, hIRS, No TLSA record matches",
    "200S, hI,   No TLSA record matches",
    "210S, hI,   No TLSA record matches",
    // Under a trust anchor, names and dates count.
    "201R, oIR,  names none of mx.b.test",
    "200R, oI,   names none of mx.b.test",
    "210R, oI,   names none of mx.b.test",
    "201R, eIR,  does not verify",
    "201R, fIR,  does not verify",
    "210R, eI,   does not verify",
    "201T, tT,   NotAfter",
    // Of two digests of one thing the stronger decides (RFC 7671 9).
    "311h 312s, h, No TLSA record matches",
    "201R 202S, hIR, No TLSA record matches",
  })
  void doesNotMatch(String records, String chain, String why) {
    assertThatThrownBy(() -> check(records, chain))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining(why);
  }

  // RFC 7671 9: the octets themselves are no digest, which a stronger one would put aside.
  @Test
  void theWholeGoesBesideDigests() throws CertificateException {
    assertThat(check("300h 302s", "h").matching()).isZero();
    assertThat(check("300s 302h", "h").matching()).isEqualTo(2);
  }

  // RFC 7672 3.1.3, RFC 7671 4
  @ParameterizedTest
  @ValueSource(strings = {"001R", "011R", "101h", "111h", "411h", "321h", "319h", "111h 001R"})
  void recordsForOthersOnlyDemandEncryption(String records) {
    assertThat(policy(records)).isInstanceOf(DanePolicy.Encrypted.class);
    assertThat(policy("311h " + records)).isInstanceOf(DanePolicy.Authenticated.class);
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 0, 3003", "3, 1, 0, 3003", "3, 1, 1, 00", "2, 0, 2, 00", "3, 1, 0, ''"})
  void malformedOnesToo(int usage, int selector, int matching, String data) {
    assertThat(new TlsaRecord(usage, selector, matching, data).isUsable()).isFalse();
  }

  @Test
  void aPeerThatShowsNothingIsNobody() {
    assertThatThrownBy(() -> check("311h", "")).hasMessageContaining("no certificate");
  }
}
