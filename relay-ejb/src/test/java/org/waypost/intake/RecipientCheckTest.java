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

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waypost.aliases.AddressRewriting;
import org.waypost.aliases.Expansion;
import org.waypost.aliases.ReturnsApart;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.queue.Mails;
import org.waypost.returns.ReturnAddresses;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.rewriting.SenderRewriting;
import org.waypost.routing.Condition;
import org.waypost.routing.DomainPattern;
import org.waypost.routing.Route;
import org.waypost.routing.RouteDefinition;
import org.waypost.routing.RouteMatch;
import org.waypost.routing.Router;
import org.waypost.routing.Target;
import org.waypost.stats.Counters;

class RecipientCheckTest {

  private static final Target.Reject REJECT = new Target.Reject(553, "5.7.0", "Not for us");

  private final Router router = new Router(Mode.RELAY, Optional.empty());
  private final RecipientCheck check =
      new RecipientCheck(
          new RecipientPolicy(new Counters()), new OwnDomain(), router, new Counters());

  /** Takes mail for ours.example, where only bob is known. */
  private static final class OwnDomain implements AddressRewriting {
    @Override
    public Expansion expand(EmailAddress address) {
      return isOurs(address) && !address.localPart().equals("bob")
          ? new Expansion(List.of(), List.of(), Optional.of(Reply.of(550, "5.1.1", "Nobody")))
          : new Expansion(List.of(address), List.of(), Optional.empty());
    }

    @Override
    public boolean isOurs(EmailAddress address) {
      return address.domain().equals("ours.example");
    }
  }

  private void reject(Condition... conditions) {
    router.use(
        List.of(
            new RouteDefinition(
                Route.of("no", REJECT), 1, new RouteMatch(List.of(conditions)), true, false)));
  }

  private String reply(String client, String recipient) {
    return check
        .judge(RecipientPolicyTest.envelope(client, null, "c"), Mails.to(recipient))
        .get(0)
        .reply()
        .toString();
  }

  @Test
  void mailForOwnDomainsIsTakenFromAnybody() {
    assertThat(reply("192.0.2.1", "bob@ours.example")).startsWith("250");
    assertThat(reply("192.0.2.1", "eve@ours.example")).isEqualTo("550 5.1.1 Nobody");
    assertThat(reply("192.0.2.1", "bob@other.example")).contains("Relaying denied");
    assertThat(reply("10.0.0.1", "bob@other.example")).startsWith("250");
  }

  @Test
  void aRouteThatRejectsIsAskedAtTheDoor() {
    reject(
        new Condition.Domains(
            Condition.Side.RECIPIENT, List.of(DomainPattern.parse("*.no.example"))));

    assertThat(reply("10.0.0.1", "a@x.no.example")).isEqualTo("553 5.7.0 Not for us");
    assertThat(reply("10.0.0.1", "a@yes.example")).startsWith("250");
  }

  @Test
  void routesBehindItAreNotAsked() {
    Route header = Route.of("z", new Target.Discard());
    RouteMatch byHeader =
        new RouteMatch(
            List.of(new Condition.Header(List.of(new Condition.Header.Field("X", List.of())))));
    RouteMatch byDomain =
        new RouteMatch(
            List.of(
                new Condition.Domains(
                    Condition.Side.RECIPIENT, List.of(DomainPattern.parse("no.example")))));
    router.use(
        List.of(
            new RouteDefinition(Route.of("no", REJECT), 1, byDomain, true, false),
            new RouteDefinition(header, 2, byHeader, true, false)));

    assertThat(reply("10.0.0.1", "a@no.example")).isEqualTo("553 5.7.0 Not for us");
  }

  @Test
  void unlessItHasToSeeTheHeader() {
    reject(new Condition.Header(List.of(new Condition.Header.Field("X", List.of()))));

    assertThat(reply("10.0.0.1", "a@x.example")).startsWith("250");
  }

  @Test
  void whatComesBackIsTakenWhateverDomainsAndRoutesSay() {
    SenderRewriter senders = new SenderRewriter(new byte[32], InstantSource.system());
    ReturnAddresses returns = new ReturnAddresses(Set.of(), Set.of(), senders);
    AddressRewriting addresses = new ReturnsApart(new OwnDomain(), returns::takes);
    RecipientCheck all =
        new RecipientCheck(
            new RecipientPolicy(new Counters(), Optional.empty(), returns::takes),
            addresses,
            router,
            new Counters());
    reject(new Condition.RecipientDomain(List.of(DomainPattern.parse("ours.example"))));
    EmailAddress verp =
        senders.rewrite(
            new SenderRewriting(SenderRewriting.Scheme.VERP, "ours.example"),
            MessageId.next(),
            EmailAddress.parse("a@from.example"),
            EmailAddress.parse("b@to.example"));
    String last = verp.localPart().endsWith("a") ? "b" : "a";
    String local = verp.localPart().substring(0, verp.localPart().length() - 1) + last;
    assertThat(
            all.judge(
                RecipientPolicyTest.envelope("192.0.2.1", null, "c"),
                Mails.to(
                    verp.toString(),
                    verp.localPart() + "@any.example",
                    local + "@any.example",
                    local + "@ours.example",
                    "b@to.example")))
        .extracting(verdict -> verdict.reply().toString())
        .containsExactly(
            "250 2.1.5 Ok",
            "250 2.1.5 Ok",
            "550 5.7.1 Relaying denied",
            "550 5.1.1 Nobody",
            "550 5.7.1 Relaying denied");
    assertThat(addresses.expand(verp).recipients()).containsExactly(verp);
  }
}
