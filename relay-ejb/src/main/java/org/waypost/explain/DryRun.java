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
package org.waypost.explain;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.waypost.aliases.AddressRewriting;
import org.waypost.aliases.Expansion;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.dns.MailExchangers;
import org.waypost.dns.MxHost;
import org.waypost.dns.MxLookup;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.Explanation;
import org.waypost.routing.RouteFormat;
import org.waypost.routing.RouteOptions;
import org.waypost.routing.Routes;
import org.waypost.routing.Target;
import org.waypost.sources.PoolDecision;
import org.waypost.sources.PoolRules;

/** Asks all that decide where mail goes, without sending any. */
public final class DryRun implements RouteExplainer {

  /** Recipients told of one by one; an alias may have thousands. */
  private static final int MOST_RECIPIENTS = 20;

  private final AddressRewriting addresses;
  private final Routes routes;
  private final RouteFormat format;
  private final SenderRewriter senders;
  private final MailExchangers exchangers;
  private final HopExplainer hops;
  private final PoolRules pools;

  /** Asks these. */
  public DryRun(
      AddressRewriting addresses,
      Routes routes,
      RouteFormat format,
      SenderRewriter senders,
      MailExchangers exchangers,
      HopExplainer hops,
      PoolRules pools) {
    this.addresses = addresses;
    this.routes = routes;
    this.format = format;
    this.senders = senders;
    this.exchangers = exchangers;
    this.hops = hops;
    this.pools = pools;
  }

  @Override
  public JsonObject explain(JsonObject asked) {
    Question question = Question.of(asked);
    Expansion expansion = addresses.expand(question.recipient());
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("recipient", question.recipient().toString())
            .add("sender", question.sender().toString())
            .add("rewritten", Json.createArrayBuilder(expansion.steps()));
    expansion.refusal().ifPresent(reply -> json.add("refusal", reply.toString()));
    JsonArrayBuilder recipients = Json.createArrayBuilder();
    for (int i = 0; i < Math.min(MOST_RECIPIENTS, expansion.recipients().size()); i++) {
      JsonObject one = one(question, expansion.recipients().get(i)).build();
      recipients.add(one);
      if (i == 0) {
        // Most addresses stand for themselves: their answer is at hand without a list.
        json.add("route", one.get("route"))
            .add("target", one.get("target"))
            .add("reason", one.get("reason"));
      }
    }
    return json.add("recipients", recipients)
        .add("recipientsOmitted", Math.max(0, expansion.recipients().size() - MOST_RECIPIENTS))
        .build();
  }

  private JsonObjectBuilder one(Question question, EmailAddress recipient) {
    Explanation explanation = routes.explain(question.request(recipient));
    Target target = explanation.route().target();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("recipient", recipient.toString())
            .add("route", explanation.route().name())
            .add("target", format.write(target))
            .add("destination", explanation.route().destination(recipient))
            .add("reason", reason(explanation))
            .add("captureMode", explanation.capturing());
    if (explanation.rule() != null) {
      json.add("rule", explanation.rule());
    }
    options(json, question, recipient, explanation.route().options());
    if (goesToHosts(target)) {
      PoolDecision decision =
          pools.decide(question.request(recipient), explanation.route().options().sourcePool());
      decision.pool().ifPresent(pool -> json.add("sourcePool", pool));
      json.add("sourcePoolReason", decision.why());
    }
    if (question.dns() && target instanceof Target.MailExchanger) {
      json.add("dns", dns(recipient.domain()));
    }
    if (question.dns()) {
      hops.explain(
              explanation.route(),
              recipient.domain(),
              question.requireTls(),
              question.tlsOptional())
          .ifPresent(found -> json.add("nextHops", found));
    }
    JsonArrayBuilder looked = Json.createArrayBuilder();
    for (Explanation.Look look : explanation.looked()) {
      looked.add(
          Json.createObjectBuilder()
              .add("route", look.rule())
              .add("matched", look.matched())
              .add("why", look.why()));
    }
    return json.add("looked", looked).add("lookedOmitted", explanation.omitted());
  }

  private static boolean goesToHosts(Target target) {
    return target instanceof Target.MailExchanger
        || target instanceof Target.SmartHost
        || target instanceof Target.Lmtp;
  }

  private void options(
      JsonObjectBuilder json, Question question, EmailAddress recipient, RouteOptions options) {
    json.add(
        "sender",
        senders
            .rewrite(options.sender(), MessageId.next(), question.sender(), recipient)
            .toString());
    options.tls().ifPresent(tls -> json.add("tls", tls.level().name().toLowerCase(Locale.ROOT)));
  }

  private static String reason(Explanation explanation) {
    if (explanation.rule() == null) {
      return explanation.capturing()
          ? "no route matches, and capture mode keeps all mail here"
          : "no route matches, so the last one is taken, as the settings say";
    }
    String why = explanation.looked().get(explanation.looked().size() - 1).why();
    return explanation.capturing()
        ? "capture mode keeps it here; in relay mode route " + explanation.rule() + ": " + why
        : why;
  }

  private JsonObjectBuilder dns(String domain) {
    MxLookup found = exchangers.lookup(domain);
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (found instanceof MxLookup.Hosts hosts) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      for (MxHost host : hosts.hosts()) {
        array.add(
            Json.createObjectBuilder()
                .add("host", host.name())
                .add("preference", host.preference()));
      }
      return json.add("hosts", array);
    }
    return json.add("problem", problem(domain, found));
  }

  private static String problem(String domain, MxLookup found) {
    if (found instanceof MxLookup.NoSuchDomain nothing) {
      return nothing.detail();
    }
    return found instanceof MxLookup.Unresolvable failure
        ? failure.detail()
        : "domain " + domain + " does not accept mail (null MX)";
  }
}
