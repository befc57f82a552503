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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waypost.smtpclient.RecipientOutcome.Kind.DEFERRED;
import static org.waypost.smtpclient.RecipientOutcome.Kind.DELIVERED;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where connections leave from. Linux lets every address of 127.0.0.0/8 be bound. */
@Timeout(20)
class SourceTest {

  private static final String TAKES_MAIL =
      """
      S: 220 peer.test ESMTP
      C: EHLO
      S: 250-peer.test
      S: 250 PIPELINING
      START
      C: MAIL FROM:<from@a.test>
      C: RCPT TO:<
      C: DATA
      S: 250 2.1.0 ok
      S: 250 2.1.5 ok
      S: 354 go
      BODY
      S: 250 2.0.0 queued as 1
      LOOP
      """;

  private static Passage.Source source(String name, String address) throws IOException {
    return new Passage.Source(name, InetAddress.getByName(address), name + ".test");
  }

  private static Passage from(Passage.Source... sources) {
    return Passage.DEFAULT.from(List.of(sources));
  }

  private static RecipientOutcome deliver(SmtpClient client, ScriptedPeer peer, Passage passage) {
    return client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), passage).outcomes().get(0);
  }

  @Test
  void leavesFromItsAddressUnderItsName() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(TAKES_MAIL);
        SmtpClient client = Mails.client()) {
      RecipientOutcome outcome = deliver(client, peer, from(source("two", "127.0.0.2")));

      assertThat(outcome.kind()).isEqualTo(DELIVERED);
      assertThat(outcome.localEnd()).hasToString("two[127.0.0.2]");
      assertThat(peer.clients()).containsExactly("127.0.0.2");
      assertThat(peer.commands()).contains("EHLO two.test");
    }
  }

  @Test
  void tellsTheAddressThatTheSystemChose() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(TAKES_MAIL);
        SmtpClient client = Mails.client()) {
      assertThat(deliver(client, peer, Passage.DEFAULT).localEnd()).hasToString("127.0.0.1");
    }
  }

  @Test
  void neverUsesTheConnectionOfAnotherSource() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(TAKES_MAIL);
        SmtpClient client = Mails.client()) {
      Passage two = from(source("two", "127.0.0.2"));
      Passage three = from(source("three", "127.0.0.3"));
      deliver(client, peer, two);
      deliver(client, peer, three);
      deliver(client, peer, Passage.DEFAULT);
      deliver(client, peer, two);
      deliver(client, peer, three);

      assertThat(peer.clients()).containsExactly("127.0.0.2", "127.0.0.3", "127.0.0.1");
    }
  }

  @Test
  void opensNoConnectionFromTheOtherFamily() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(TAKES_MAIL);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(peer.hop()), Mails.to("to@b.test"), from(source("six", "2001:db8::1")));

      assertThat(report.outcomes().get(0).kind()).isEqualTo(DEFERRED);
      assertThat(report.outcomes().get(0).reply().text()).contains("No source address");
      assertThat(report.reached()).as("the site is not to blame").isTrue();
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void aSourceOfEachFamilyReachesBoth() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(TAKES_MAIL);
        SmtpClient client = Mails.client()) {
      Passage both = from(source("six", "2001:db8::1"), source("two", "127.0.0.2"));

      assertThat(deliver(client, peer, both).localEnd()).hasToString("two[127.0.0.2]");
    }
  }

  @Test
  void anAddressThatCannotBeBoundIsHeldAgainstNobody() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(TAKES_MAIL);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(peer.hop()), Mails.to("to@b.test"), from(source("no", "192.0.2.1")));

      assertThat(report.outcomes().get(0).kind()).isEqualTo(DEFERRED);
      assertThat(report.outcomes().get(0).reply().text())
          .startsWith("Source address no (192.0.2.1) cannot be used: ");
      assertThat(report.reached()).isTrue();
      assertThat(deliver(client, peer, Passage.DEFAULT).kind()).isEqualTo(DELIVERED);
    }
  }

  @Test
  void knowsTheFamiliesOfItsPeers() throws IOException {
    try (SmtpClient client = Mails.client()) {
      Set<AddressFamily> all = Set.of(AddressFamily.values());
      assertThat(client.families(List.of(new NextHop("127.0.0.1", 25)), all))
          .containsExactly(AddressFamily.IPV4);
      assertThat(client.families(List.of(new NextHop("::1", 25)), all))
          .containsExactly(AddressFamily.IPV6);
    }
  }

  @Test
  void aPassageHasOneSourceOfAFamily() throws IOException {
    Passage.Source two = source("two", "127.0.0.2");
    Passage.Source three = source("three", "127.0.0.3");
    assertThatThrownBy(() -> from(two, three)).isInstanceOf(IllegalArgumentException.class);
  }
}
