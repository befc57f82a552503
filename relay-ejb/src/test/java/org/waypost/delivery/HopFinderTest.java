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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.api.net.HostPort;
import org.waypost.dns.MxHost;
import org.waypost.dns.MxLookup;
import org.waypost.routing.Target;
import org.waypost.smtpclient.NextHop;

class HopFinderTest {

  private static Hops find(MxLookup answer) {
    return new HopFinder(domain -> answer, "mx.us.example", 2525).find("x.org");
  }

  private static MxLookup hosts(MxHost... hosts) {
    return new MxLookup.Hosts(List.of(hosts));
  }

  @Test
  void theSiteIsTheSetOfHosts() {
    assertThat(find(hosts(new MxHost("b", 10), new MxHost("a", 20))))
        .isEqualTo(new Hops.Found("a,b", List.of(new NextHop("b", 2525), new NextHop("a", 2525))));
  }

  // RFC 5321 5.1
  @Test
  void hostsNoBetterThanOurselvesAreLeftOut() {
    MxHost us = new MxHost("MX.us.example", 20);

    assertThat(find(hosts(new MxHost("a", 10), us, new MxHost("b", 20), new MxHost("c", 30))))
        .isEqualTo(new Hops.Found("a", List.of(new NextHop("a", 2525))));
    assertThat(find(hosts(us, new MxHost("b", 20)))).hasToString(nowhere("554 5.4.6"));
  }

  private static String nowhere(String code) {
    return find(hosts(new MxHost("mx.us.example", 1))).toString().replace("554 5.4.6", code);
  }

  @Test
  void tellsWhyThereIsNoWay() {
    assertThat(((Hops.Nowhere) find(new MxLookup.NullMx())).reply().toString())
        .startsWith("556 5.1.10 ");
    assertThat(((Hops.Nowhere) find(new MxLookup.NoSuchDomain("gone"))).reply())
        .hasToString("550 5.1.2 gone");
    assertThat(((Hops.NotNow) find(new MxLookup.Unresolvable("SERVFAIL"))).reply())
        .hasToString("451 4.4.3 SERVFAIL");
  }

  @Test
  void smartHostsAreTriedInTheirOrder() {
    Target.SmartHost target =
        new Target.SmartHost(
            List.of(
                new Target.Host(new HostPort("b", 1), 0, 1),
                new Target.Host(new HostPort("a", 2), 1, 1)),
            Optional.empty());

    assertThat(HopFinder.find(target.hosts(), NextHop.Protocol.SMTP))
        .isEqualTo(new Hops.Found("a:2,b:1", List.of(new NextHop("b", 1), new NextHop("a", 2))));
  }
}
