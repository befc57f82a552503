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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.waypost.api.mail.Reply;
import org.waypost.dns.MailExchangers;
import org.waypost.dns.MxHost;
import org.waypost.dns.MxLookup;
import org.waypost.routing.HostOrder;
import org.waypost.routing.Route;
import org.waypost.routing.Target;
import org.waypost.scheduling.SiteName;
import org.waypost.smtpclient.NextHop;

/** Finds the next hops of a route's target (RFC 5321 5.1). */
final class HopFinder {

  private final MailExchangers exchangers;
  private final OwnHosts own;
  private final String hostname;
  private final int mxPort;

  HopFinder(MailExchangers exchangers, OwnHosts own, String hostname, int mxPort) {
    this.exchangers = exchangers;
    this.own = own;
    this.hostname = hostname;
    this.mxPort = mxPort;
  }

  /** We are known by our name only. */
  HopFinder(MailExchangers exchangers, String hostname, int mxPort) {
    this(exchangers, hostname::equalsIgnoreCase, hostname, mxPort);
  }

  /** The hosts of a route, in an order that is drawn anew each time. */
  static Hops find(List<Target.Host> hosts, NextHop.Protocol protocol) {
    List<NextHop> hops = new ArrayList<>();
    for (Target.Host host : HostOrder.draw(hosts, ThreadLocalRandom.current()::nextInt)) {
      hops.add(new NextHop(host.address().host(), host.address().port()).speaking(protocol));
    }
    return new Hops.Found(Route.siteOf(hosts), hops);
  }

  Hops find(String domain) {
    return of(domain, exchangers.lookup(domain));
  }

  /** The same, if nobody has to be waited for. */
  Optional<Hops> known(String domain) {
    return exchangers.known(domain).map(found -> of(domain, found));
  }

  private Hops of(String domain, MxLookup found) {
    if (found instanceof MxLookup.Hosts hosts) {
      return beforeOurselves(domain, hosts);
    }
    if (found instanceof MxLookup.NullMx) {
      return new Hops.Nowhere(
          Reply.of(556, "5.1.10", "Domain " + domain + " does not accept mail (null MX)"));
    }
    if (found instanceof MxLookup.NoSuchDomain nothing) {
      return new Hops.Nowhere(Reply.of(550, "5.1.2", nothing.detail()));
    }
    return new Hops.NotNow(Reply.of(451, "4.4.3", ((MxLookup.Unresolvable) found).detail()));
  }

  /** Hosts that are no better than ourselves would send the mail in a circle (RFC 5321 5.1). */
  private Hops beforeOurselves(String domain, MxLookup.Hosts found) {
    List<MxHost> hosts = found.hosts();
    int ours =
        hosts.stream()
            .filter(host -> own.include(host.name()))
            .mapToInt(MxHost::preference)
            .min()
            .orElse(Integer.MAX_VALUE);
    List<MxHost> better = hosts.stream().filter(host -> host.preference() < ours).toList();
    if (better.isEmpty()) {
      return new Hops.Nowhere(
          Reply.of(554, "5.4.6", "Mail for " + domain + " loops back to " + hostname));
    }
    String site = SiteName.of(better.stream().map(MxHost::name).toList());
    return new Hops.Found(
        site,
        better.stream().map(host -> new NextHop(host.name(), mxPort)).toList(),
        found.secure(),
        found.alias());
  }
}
