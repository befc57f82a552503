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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class TestDnsTest {

  private final TestDns dns = TestDns.start();

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void answersWithTheRecordsOfTheType() throws IOException {
    dns.mx("Example.test", 10, "mx1.example.test").mx("example.test", 20, "mx2.example.test");
    dns.address("example.test", "127.0.0.9");

    Message answer = ask("EXAMPLE.test", Type.MX);

    assertThat(answer.getSection(Section.ANSWER))
        .extracting(mx -> mx.rdataToString().toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder("10 mx1.example.test.", "20 mx2.example.test.");
    assertThat(dns.questions()).contains(new DnsQuestion("example.test", "MX", "UDP"));
  }

  @Test
  void tellsNoDataFromNoSuchName() throws IOException {
    dns.address("host.test", "127.0.0.9");

    assertThat(ask("host.test", Type.MX).getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(ask("other.test", Type.MX).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void followsAliases() throws IOException {
    dns.cname("alias.test", "host.test").address("host.test", "::1");

    assertThat(ask("alias.test", Type.AAAA).getSection(Section.ANSWER))
        .extracting(r -> Type.string(r.getType()))
        .containsExactly("CNAME", "AAAA");
  }

  @Test
  void fallsBackToTcpWhenTheAnswerIsTooLong() throws IOException {
    dns.txt("long.test", "x".repeat(3000));

    assertThat(ask("long.test", Type.TXT).getSection(Section.ANSWER)).hasSize(1);
    assertThat(dns.questions()).extracting(DnsQuestion::transport).containsExactly("UDP", "TCP");
  }

  @Test
  void failsAsTold() throws IOException {
    dns.fault("bad.test", DnsFault.SERVFAIL).fault("mute.test", DnsFault.SILENCE);
    dns.address("cut.test", "127.0.0.9").fault("cut.test", DnsFault.TRUNCATE);

    assertThat(ask("bad.test", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(ask("cut.test", Type.A).getSection(Section.ANSWER)).hasSize(1);
    assertThatThrownBy(() -> ask("mute.test", Type.A))
        .isInstanceOfAny(SocketTimeoutException.class, IOException.class);
  }

  @Test
  void forgetsWhatIsRemoved() throws IOException {
    dns.nullMx("none.test");
    assertThat(ask("none.test", Type.MX).getSection(Section.ANSWER))
        .extracting(Record::rdataToString)
        .isEqualTo(List.of("0 ."));

    dns.remove("none.test");
    assertThat(ask("none.test", Type.MX).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  private Message ask(String name, int type) throws IOException {
    SimpleResolver resolver = new SimpleResolver("127.0.0.1");
    resolver.setPort(dns.port());
    resolver.setTimeout(Duration.ofSeconds(name.startsWith("mute") ? 1 : 20));
    Name asked = Name.fromString(name, Name.root);
    return resolver.send(Message.newQuery(Record.newRecord(asked, type, DClass.IN)));
  }
}
