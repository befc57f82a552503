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
package org.waypost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.classification.Category;
import org.waypost.content.MemoryContent;
import org.waypost.queue.Mails;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.suppression.SqlSuppressions;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.SuppressionList;

class RecipientPolicyTest {

  private final RecipientPolicy policy = new RecipientPolicy(new Counters());

  static Envelope envelope(String client, String user, String helo) {
    InetSocketAddress remote = new InetSocketAddress(Network.numericAddress(client), 40000);
    return new Envelope(
        new SessionInfo(
            "s1",
            "relay",
            ListenerRole.RELAY,
            remote,
            remote,
            helo,
            "ESMTP",
            null,
            user,
            client.startsWith("10.")),
        EmailAddress.NULL_SENDER,
        recipients("a@x.org", "a@x.org", "b@x.org"),
        MailOptions.NONE,
        0);
  }

  private static List<Recipient> recipients(String... addresses) {
    return Mails.to(addresses);
  }

  private List<Verdict> judge(String client, String user) {
    return policy.judge(envelope(client, user, "c"), recipients("a@x.org", "b@x.org"));
  }

  @Test
  void relayNetworksAndUsersMayRelay() {
    assertThat(judge("10.1.1.1", null)).hasSize(2).allMatch(Verdict::isAccepted);
    assertThat(judge("192.0.2.1", "joe")).hasSize(2).allMatch(Verdict::isAccepted);
  }

  @Test
  void nobodyElseMay() {
    assertThat(judge("192.0.2.1", null))
        .hasSize(2)
        .allMatch(verdict -> verdict.reply().toString().equals("550 5.7.1 Relaying denied"));
    assertThat(judge("::1", null)).noneMatch(Verdict::isAccepted);
  }

  @Test
  void whatIsStoredOfASessionHoldsNoControlCharacter() {
    IncomingMail mail =
        SmtpMail.incoming(
            envelope("10.1.1.1", null, "a\0b\n" + "ö".repeat(300)), new MemoryContent(new byte[0]));

    assertThat(mail.origin().helo()).startsWith("a?b??").hasSize(255);
    assertThat(mail.recipients()).isEqualTo(Mails.to("a@x.org", "b@x.org"));
  }

  private static Suppression entry(String address, String scope, String reason) {
    return new Suppression(
        address,
        scope,
        Category.HARD,
        reason,
        Suppression.Origin.BOUNCE,
        Optional.empty(),
        1,
        Instant.parse("2026-11-23T09:30:00Z"),
        Optional.empty());
  }

  @Test
  void whoIsOnTheSuppressionListIsRefusedWithTheReason(@TempDir Path folder) {
    Database database = TestDatabases.h2(folder);
    Ledger ledger = new Ledger(database, Thread::new);
    Counters counters = new Counters();
    SuppressionList list = new SuppressionList(database, ledger);
    new SqlSuppressions(database, ledger, list)
        .putAll(
            List.of(entry("a@x.org", "", "550 5.1.1 no"), entry("@b.org", "other.example", "")));
    RecipientPolicy asking = new RecipientPolicy(counters, Optional.of(list), address -> false);
    List<Verdict> verdicts =
        asking.judge(envelope("10.1.1.1", null, "c"), recipients("A@x.org", "b@x.org", "c@b.org"));
    assertThat(verdicts)
        .extracting(verdict -> verdict.reply().toString())
        .containsExactly(
            "550 5.7.1 The address is on the suppression list since 2026-11-23"
                + " (hard: 550 5.1.1 no)",
            "250 2.1.5 Ok",
            "250 2.1.5 Ok");

    ledger.close();
    database.close();
    assertThat(asking.judge(envelope("10.1.1.1", null, "c"), recipients("a@x.org", "b@x.org")))
        .as("whoever may be on it is asked to come again, and nobody else")
        .extracting(verdict -> verdict.reply().code())
        .containsExactly(451, 250);
  }
}
