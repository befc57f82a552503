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
package org.waypost.smtpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.smtpclient.ScriptedPeer.greeting;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.smtpclient.TlsPolicy.Level;

/** What each level makes of each kind of peer. */
@Timeout(30)
class TlsLevelsTest {

  private static final String ONE =
      """
      C: MAIL
      C: RCPT
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      BODY
      S: 250 ok
      """;

  @TempDir Path folder;

  /** The peers by name: without TLS, with a stranger's certificate, with its own, out of order. */
  private static String[] scripts(String peer) {
    String clear = greeting("PIPELINING") + ONE;
    String secured = "\nC: EHLO\nS: 250-peer.test\nS: 250 PIPELINING\n" + ONE;
    String start = greeting("STARTTLS", "PIPELINING") + "C: STARTTLS\n";
    return switch (peer) {
      case "clear" -> new String[] {clear};
      case "stranger" -> new String[] {start + "S: 220 go\nTLS" + secured};
      case "proven" -> new String[] {start + "S: 220 go\nTLS LOCAL" + secured};
      case "refusing" -> new String[] {start + "S: 454 not now\n", clear};
      default -> new String[] {start + "S: 220 go\nS: this is no TLS\nDROP", clear};
    };
  }

  private static HopSecurity security(String level) {
    return switch (level) {
      case "dane" -> HopSecurity.dane(TlsPolicy.OPPORTUNISTIC, new Known(true));
      case "dane-other" -> HopSecurity.dane(TlsPolicy.OPPORTUNISTIC, new Known(false));
      default ->
          HopSecurity.of(TlsPolicy.of(Level.valueOf(level.toUpperCase(java.util.Locale.ROOT))));
    };
  }

  private record Known(boolean matching) implements ChainCheck {
    @Override
    public void check(List<X509Certificate> chain) throws CertificateException {
      if (!matching) {
        throw new CertificateException("No TLSA record matches");
      }
    }

    @Override
    public String serverName() {
      return "peer.test";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none,          clear,    250, clear,                   -",
    "opportunistic, clear,    250, clear,                   starttls-not-supported",
    "opportunistic, stranger, 250, certificate-not-trusted, certificate-not-trusted",
    "opportunistic, proven,   250, verified,                ok",
    "opportunistic, refusing, 250, clear,                   starttls-not-supported",
    "opportunistic, broken,   250, clear,                   validation-failure",
    "required,      clear,    451, starttls-not-supported,  starttls-not-supported",
    "required,      stranger, 250, certificate-not-trusted, certificate-not-trusted",
    "required,      refusing, 454, starttls-not-supported,  starttls-not-supported",
    "required,      broken,   451, validation-failure,      validation-failure",
    "verified,      clear,    451, starttls-not-supported,  starttls-not-supported",
    "verified,      stranger, 451, certificate-not-trusted, certificate-not-trusted",
    "verified,      proven,   250, verified,                ok",
    "dane,          stranger, 250, dane,                    ok",
    "dane,          clear,    451, starttls-not-supported,  starttls-not-supported",
    "dane-other,    proven,   451, validation-failure,      validation-failure",
  })
  void comesTo(String level, String peer, String code, String verdict, String observed)
      throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    TlsObserver observer =
        (hop, address, failure) -> seen.add(failure.map(TlsFailure::word).orElse("ok"));
    try (ScriptedPeer server = new ScriptedPeer(scripts(peer));
        SmtpClient client =
            new SmtpClient(
                Mails::address,
                Mails.config().with(TestTls.LOCAL.trusted(folder)),
                observer,
                new AccessTokens())) {
      NextHop hop = server.hop().with(security(level), PolicyOrigin.CONFIGURED);
      RecipientOutcome outcome =
          client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.reply().code()).as(outcome.reply().toString()).hasToString(code);
      assertThat(outcome.encryption().verdict()).isEqualTo(verdict);
      assertThat(outcome.encryption().policy())
          .isEqualTo(level.equals("dane-other") ? "dane" : level);
      assertThat(outcome.encryption().isEncrypted())
          .isEqualTo(code.equals("250") && !verdict.equals("clear"));
      assertThat(seen).isEqualTo(observed.equals("-") ? List.of() : List.of(observed));
      if (!code.equals("250")) {
        assertThat(server.bodies()).isEmpty();
      }
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsAMismatch() throws IOException {
    try (ScriptedPeer server = new ScriptedPeer(scripts("stranger"));
        SmtpClient client = Mails.client(Mails.config().with(TestTls.STRANGER.trusted(folder)))) {
      NextHop hop = server.hop().with(security("verified"), PolicyOrigin.CONFIGURED);
      RecipientOutcome outcome =
          client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.reply().toString()).startsWith("451 4.7.5").contains("127.0.0.1");
      assertThat(outcome.encryption().verdict()).isEqualTo("certificate-host-mismatch");
    }
  }

  @Test
  void tlsMayBeginWithTheFirstOctet() throws IOException {
    try (ScriptedPeer server = new ScriptedPeer("TLS LOCAL\n" + greeting("PIPELINING") + ONE);
        SmtpClient client = Mails.client(Mails.config().with(TestTls.LOCAL.trusted(folder)))) {
      TlsPolicy policy = TlsPolicy.of(Level.VERIFIED).withImplicit();
      NextHop hop = server.hop().with(HopSecurity.of(policy), PolicyOrigin.CONFIGURED);
      RecipientOutcome outcome =
          client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.reply().code()).as(outcome.reply().toString()).isEqualTo(250);
      assertThat(outcome.encryption().version()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void versionAndCiphersAreThoseOfThePolicy() throws IOException {
    String cipher = "TLS_CHACHA20_POLY1305_SHA256";
    try (ScriptedPeer server = new ScriptedPeer(scripts("proven"));
        SmtpClient client = Mails.client()) {
      TlsPolicy policy =
          new TlsPolicy(Level.REQUIRED, "TLSv1.3", List.of(cipher), Optional.empty());
      NextHop hop = server.hop().with(HopSecurity.of(policy), PolicyOrigin.CONFIGURED);
      RecipientOutcome outcome =
          client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.encryption().cipher()).isEqualTo(cipher);
    }
  }

  @Test
  void aMissingClientCertificateDefers() throws IOException {
    try (ScriptedPeer server = new ScriptedPeer(scripts("proven"));
        SmtpClient client = Mails.client()) {
      TlsPolicy policy = new TlsPolicy(Level.REQUIRED, "TLSv1.2", List.of(), Optional.of("bank"));
      NextHop hop = server.hop().with(HopSecurity.of(policy), PolicyOrigin.CONFIGURED);
      RecipientOutcome outcome =
          client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.reply().toString()).startsWith("451 4.7.5").contains("bank");
    }
  }

  @Test
  void whatRequiresTlsWantsAProvenName() throws IOException {
    List<NextHop> hops = new ArrayList<>();
    try (ScriptedPeer server = new ScriptedPeer(scripts("proven"));
        SmtpClient client = Mails.client(Mails.config().with(TestTls.LOCAL.trusted(folder)))) {
      hops.add(server.hop().with(HopSecurity.OPPORTUNISTIC, PolicyOrigin.UNREPORTED));
      OutboundMail plain = Mails.to("to@b.test");
      OutboundMail required =
          new OutboundMail(
              plain.id(),
              plain.sender(),
              plain.recipients(),
              plain.content(),
              plain.options().withRequireTls());
      RecipientOutcome outcome = client.deliver(hops, required, Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.reply().toString()).startsWith("550 5.7.10");
      assertThat(server.connections()).isZero();
    }
  }
}
