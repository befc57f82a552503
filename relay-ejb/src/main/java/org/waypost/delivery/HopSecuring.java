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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.waypost.api.mail.Reply;
import org.waypost.dane.DanePolicy;
import org.waypost.dane.TlsaPolicies;
import org.waypost.mtasts.StsFinding;
import org.waypost.mtasts.StsPolicies;
import org.waypost.mtasts.StsPolicy;
import org.waypost.scheduling.SiteName;
import org.waypost.smtpclient.HopSecurity;
import org.waypost.smtpclient.Login;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.PolicyOrigin;
import org.waypost.smtpclient.PolicyOrigin.Kind;
import org.waypost.smtpclient.TlsFailure;
import org.waypost.smtpclient.TlsPolicy;
import org.waypost.smtpclient.TlsPolicy.Level;
import org.waypost.tlspolicy.TlsRuleBook;

/**
 * Settles what is demanded of connections to each hop: the route's word, else that of a policy for
 * the domain, else of one for the host, else what the domain publishes. Hosts that are not to be
 * used are left out here, before the rest is taken for a site.
 */
final class HopSecuring {

  private static final TlsPolicy PUBLISHED = TlsPolicy.of(Level.PUBLISHED);

  private final Supplier<TlsRuleBook> rules;
  private final TlsaPolicies tlsa;
  private final StsPolicies sts;
  private final PolicyFailures failures;

  HopSecuring(
      Supplier<TlsRuleBook> rules, TlsaPolicies tlsa, StsPolicies sts, PolicyFailures failures) {
    this.rules = rules;
    this.tlsa = tlsa;
    this.sts = sts;
    this.failures = failures;
  }

  /**
   * Secures the way to a domain's mail exchangers.
   *
   * @param ofRoute what the route demands
   * @param optional whether the sender wants the message to go rather than to be secured (RFC 8689
   *     5): what the domain publishes is not asked for then
   */
  Hops exchangers(Hops.Found found, String domain, Optional<TlsPolicy> ofRoute, boolean optional) {
    TlsRuleBook book = rules.get();
    Optional<TlsPolicy> ofDomain = ofRoute.or(() -> book.ofDomain(domain));
    Kind kind = ofRoute.isPresent() ? Kind.ROUTE : Kind.RULE;
    Attempted attempted = new Attempted(domain, found, optional);
    for (NextHop hop : found.hops()) {
      Optional<TlsPolicy> policy = ofDomain.or(() -> book.ofHost(hop.host()));
      TlsPolicy settled = policy.orElse(PUBLISHED);
      attempted.add(hop, settled, policy.isPresent() ? kind : Kind.USUAL);
    }
    return attempted.result(found);
  }

  /**
   * Secures the way to hosts that an administrator named.
   *
   * @param login how Waypost signs in there; then nobody else is to read it, unless a policy says
   *     otherwise
   */
  Hops configured(Hops hops, Optional<Login> login, Optional<TlsPolicy> ofRoute) {
    if (!(hops instanceof Hops.Found found)) {
      return hops;
    }
    TlsRuleBook book = rules.get();
    TlsPolicy usual = TlsPolicy.of(login.isPresent() ? Level.VERIFIED : Level.OPPORTUNISTIC);
    List<NextHop> secured = new ArrayList<>();
    for (NextHop hop : found.hops()) {
      Optional<TlsPolicy> policy = ofRoute.or(() -> book.ofHost(hop.host()));
      Kind kind = ofRoute.isPresent() ? Kind.ROUTE : Kind.RULE;
      secured.add(
          configured(hop, policy.orElse(usual), policy.isPresent() ? kind : Kind.USUAL, login));
    }
    return new Hops.Found(found.site(), secured, found.secure());
  }

  private NextHop configured(NextHop hop, TlsPolicy demanded, Kind kind, Optional<Login> login) {
    // RFC 8314 7.3: the port of implicit TLS.
    boolean implicit = hop.port() == 465 && demanded.level() != Level.NONE;
    TlsPolicy policy = implicit ? demanded.withImplicit() : demanded;
    HopSecurity security;
    if (policy.level() == Level.DANE || policy.level() == Level.PUBLISHED) {
      DanePolicy dane = tlsa.find(hop.host(), hop.port());
      if (dane instanceof DanePolicy.Authenticated authenticated) {
        security = HopSecurity.dane(policy, new DaneCheck(authenticated, List.of(hop.host())));
      } else {
        // RFC 7672 2.2: a smart host that has no records is not less to be trusted than by name.
        security =
            HopSecurity.of(
                policy.with(
                    policy.level() == Level.DANE || dane instanceof DanePolicy.Unknown
                        ? Level.VERIFIED
                        : Level.OPPORTUNISTIC));
      }
    } else {
      security = HopSecurity.of(policy);
    }
    // Of a host that an administrator named, nothing is reported to anybody.
    return hop.with(security.with(login), new PolicyOrigin(kind, "", true, false, ""));
  }

  /** The hops of one domain, one after the other. */
  private final class Attempted {
    private final String domain;
    private final boolean secure;
    private final List<String> names;
    private final boolean optional;
    private final List<NextHop> secured = new ArrayList<>();
    private StsFinding published;
    private Reply obstacle;

    Attempted(String domain, Hops.Found found, boolean optional) {
      this.domain = domain;
      this.secure = found.secure();
      this.names = found.alias().isEmpty() ? List.of(domain) : List.of(domain, found.alias());
      this.optional = optional;
    }

    void add(NextHop hop, TlsPolicy policy, Kind kind) {
      if (policy.level() == Level.DANE) {
        dane(hop, policy, kind, true);
      } else if (policy.level() != Level.PUBLISHED) {
        secured.add(hop.with(HopSecurity.of(policy), origin(kind, hop, false)));
      } else if (optional) {
        secured.add(
            hop.with(HopSecurity.of(policy.with(Level.OPPORTUNISTIC)), PolicyOrigin.UNREPORTED));
      } else if (!dane(hop, policy, kind, false)) {
        sts(hop, policy, kind);
      }
    }

    /** Whether DANE decides about the host (RFC 7672 2.2). */
    private boolean dane(NextHop hop, TlsPolicy policy, Kind kind, boolean demanded) {
      DanePolicy found =
          secure
              ? tlsa.find(hop.host(), hop.port())
              : new DanePolicy.Absent("the MX records of " + domain + " are not secure");
      if (found instanceof DanePolicy.Authenticated authenticated) {
        secured.add(
            hop.with(
                HopSecurity.dane(policy, new DaneCheck(authenticated, names)),
                new PolicyOrigin(Kind.TLSA, domain, true, false, described(authenticated))));
        return true;
      }
      if (found instanceof DanePolicy.Encrypted unusable) {
        failures.found(domain, Kind.TLSA, hop.host(), TlsFailure.TLSA_INVALID, unusable.reason());
        if (!demanded) {
          secured.add(
              hop.with(
                  HopSecurity.of(policy.with(Level.REQUIRED)),
                  new PolicyOrigin(Kind.TLSA, domain, true, false, "")));
          return true;
        }
      } else if (found instanceof DanePolicy.Unknown unknown) {
        failures.found(domain, Kind.TLSA, hop.host(), TlsFailure.DNSSEC_INVALID, unknown.reason());
        leaveOut("4.7.5", hop, unknown.reason());
        return true;
      }
      if (demanded) {
        String reason =
            found instanceof DanePolicy.Absent absent
                ? absent.reason()
                : ((DanePolicy.Encrypted) found).reason();
        failures.found(domain, kind, hop.host(), TlsFailure.DANE_REQUIRED, reason);
        leaveOut("4.7.5", hop, "DANE is demanded, and " + reason);
      }
      return demanded;
    }

    /** RFC 8461 5. */
    private void sts(NextHop hop, TlsPolicy policy, Kind kind) {
      if (published == null) {
        published = sts.find(domain);
        published
            .problem()
            .ifPresent(
                problem ->
                    failures.found(domain, Kind.STS, "", failure(problem.kind()), problem.text()));
      }
      if (published.policy().isEmpty()) {
        secured.add(
            hop.with(HopSecurity.of(policy.with(Level.OPPORTUNISTIC)), origin(kind, hop, true)));
        return;
      }
      StsPolicy said = published.policy().get();
      boolean allowed = said.allows(hop.host());
      if (said.mode() == StsPolicy.Mode.TESTING) {
        secured.add(
            hop.with(
                HopSecurity.of(policy.with(Level.OPPORTUNISTIC)),
                new PolicyOrigin(Kind.STS_TESTING, domain, secure, !allowed, described(said))));
      } else if (allowed) {
        secured.add(
            hop.with(
                HopSecurity.of(policy.with(Level.VERIFIED)),
                new PolicyOrigin(Kind.STS, domain, true, false, described(said))));
      } else {
        failures.found(
            domain,
            Kind.STS,
            hop.host(),
            TlsFailure.VALIDATION_FAILURE,
            "the policy does not name the host");
        leaveOut("4.7.5", hop, "the MTA-STS policy of " + domain + " does not name it");
      }
    }

    private PolicyOrigin origin(Kind kind, NextHop hop, boolean reported) {
      // Of a domain that publishes nothing, results are reported too (RFC 8460 4.4).
      boolean named = secure || hop.host().equals(domain);
      return new PolicyOrigin(kind, reported ? domain : "", named, false, "");
    }

    private void leaveOut(String status, NextHop hop, String reason) {
      if (obstacle == null) {
        obstacle = Reply.of(451, status, "Host " + hop.host() + " is not to be used: " + reason);
      }
    }

    Hops result(Hops.Found found) {
      if (secured.isEmpty()) {
        return new Hops.NotNow(obstacle);
      }
      boolean whole = secured.size() == found.hops().size();
      String site =
          whole ? found.site() : SiteName.of(secured.stream().map(NextHop::host).toList());
      return new Hops.Found(site, secured, found.secure(), found.alias());
    }
  }

  private static TlsFailure failure(StsFinding.Kind kind) {
    return switch (kind) {
      case FETCH -> TlsFailure.STS_POLICY_FETCH_ERROR;
      case INVALID -> TlsFailure.STS_POLICY_INVALID;
      case CERTIFICATE -> TlsFailure.STS_WEBPKI_INVALID;
    };
  }

  /** As it stands in a report (RFC 8460 4.2), a line for each string. */
  private static String described(StsPolicy policy) {
    List<String> lines = new ArrayList<>();
    lines.add("version: STSv1");
    lines.add("mode: " + policy.mode().name().toLowerCase(Locale.ROOT));
    policy.mx().forEach(host -> lines.add("mx: " + host));
    lines.add("max_age: " + policy.maxAge().toSeconds());
    return String.join("\n", lines);
  }

  private static String described(DanePolicy.Authenticated policy) {
    return policy.records().stream()
        .map(
            record ->
                record.usage()
                    + " "
                    + record.selector()
                    + " "
                    + record.matching()
                    + " "
                    + record.data())
        .collect(Collectors.joining("\n"));
  }
}
