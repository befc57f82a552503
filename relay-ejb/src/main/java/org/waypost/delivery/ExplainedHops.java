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

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import org.waypost.api.settings.Settings;
import org.waypost.dns.MailExchangers;
import org.waypost.explain.HopExplainer;
import org.waypost.routing.Route;
import org.waypost.routing.Target;
import org.waypost.smtpclient.HopSecurity;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.PolicyOrigin;
import org.waypost.tlspolicy.TlsPolicyFormat;
import org.waypost.tlspolicy.TlsRule;
import org.waypost.tlspolicy.TlsRuleBook;

/** Finds and secures hops as a delivery does; nothing of it is counted for TLS reports. */
public final class ExplainedHops implements HopExplainer {

  private final HopFinder finder;
  private final TlsParts tls;

  /** By the same parts as deliveries. */
  public ExplainedHops(Settings settings, MailExchangers exchangers, OwnHosts own, TlsParts tls) {
    this(new HopFinder(exchangers, own, settings.hostname(), settings.mxPort()), tls);
  }

  ExplainedHops(HopFinder finder, TlsParts tls) {
    this.finder = finder;
    this.tls = tls;
  }

  @Override
  public Optional<JsonObjectBuilder> explain(
      Route route, String domain, boolean requireTls, boolean tlsOptional) {
    JsonArrayBuilder problems = Json.createArrayBuilder();
    HopSecuring securing = tls.told(problems(problems)).securing();
    Target target = route.target();
    Hops hops;
    if (target instanceof Target.MailExchanger) {
      hops = finder.find(domain);
      if (hops instanceof Hops.Found found) {
        hops =
            securing.exchangers(found, domain, route.options().tls(), tlsOptional && !requireTls);
      }
    } else if (target instanceof Target.SmartHost smart) {
      hops = configured(securing, smart.hosts(), NextHop.Protocol.SMTP, route);
    } else if (target instanceof Target.Lmtp lmtp) {
      hops = configured(securing, lmtp.hosts(), NextHop.Protocol.LMTP, route);
    } else {
      return Optional.empty();
    }
    return Optional.of(json(hops, domain, requireTls).add("problems", problems));
  }

  private static Hops configured(
      HopSecuring securing, List<Target.Host> hosts, NextHop.Protocol protocol, Route route) {
    return securing.configured(
        HopFinder.find(hosts, protocol),
        route.target() instanceof Target.SmartHost smart ? smart.login() : Optional.empty(),
        route.options().tls());
  }

  private static PolicyFailures problems(JsonArrayBuilder problems) {
    return (domain, kind, host, failure, reason) ->
        problems.add(
            Json.createObjectBuilder()
                .add("host", host)
                .add("problem", failure.word())
                .add("reason", reason));
  }

  private JsonObjectBuilder json(Hops hops, String domain, boolean requireTls) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (hops instanceof Hops.Found found) {
      JsonArrayBuilder hosts = Json.createArrayBuilder();
      found.hops().forEach(hop -> hosts.add(json(hop, domain, requireTls)));
      return json.add("site", found.site()).add("hosts", hosts);
    }
    return json.add(
        "refusal",
        hops instanceof Hops.Nowhere nowhere
            ? nowhere.reply().toString()
            : ((Hops.NotNow) hops).reply().toString());
  }

  private JsonObjectBuilder json(NextHop hop, String domain, boolean requireTls) {
    PolicyOrigin origin = hop.origin();
    HopSecurity security = requireTls ? hop.security().verified() : hop.security();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("host", hop.host())
            .add("port", hop.port())
            .add("tls", TlsPolicyFormat.write(security.tls()))
            .add("decidedBy", security.equals(hop.security()) ? word(origin.kind()) : "requiretls")
            .add("fitForRequireTls", origin.nameProven());
    if (origin.kind() == PolicyOrigin.Kind.RULE) {
      rule(hop, domain).ifPresent(rule -> json.add("policy", rule.name()));
    }
    if (!origin.policy().isEmpty()) {
      json.add("published", Json.createArrayBuilder(origin.policy().lines().toList()));
    }
    return json;
  }

  private Optional<TlsRule> rule(NextHop hop, String domain) {
    TlsRuleBook book = tls.rules().get();
    return book.domainRule(domain).or(() -> book.hostRule(hop.host()));
  }

  private static String word(PolicyOrigin.Kind kind) {
    return switch (kind) {
      case ROUTE -> "route";
      case RULE -> "policy";
      case TLSA -> "dane";
      case STS -> "mta-sts";
      case STS_TESTING -> "mta-sts-testing";
      case USUAL -> "usual";
    };
  }
}
