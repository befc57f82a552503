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
package org.waypost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.routing.RoutesByJson.request;
import static org.waypost.routing.RoutesByJson.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.EmailAddress;

class RouteIndexTest {

  private static final List<String> MATCHES =
      List.of(
          "{'recipientDomain': 'a.example.org'}",
          "{'recipientDomain': '*.example.org'}",
          "{'recipientDomain': ['b.example.org', '*.test'], 'user': 'bob'}",
          "{'recipient': '*@b.example.org'}",
          "{'recipientDomain': '*.b.example.org', 'tag': 'none'}",
          "{'senderDomain': ['s.example', '*.t.example']}",
          "{'sender': '<>'}",
          "{'sender': '*@s.example', 'recipientDomain': '*'}",
          "{'tag': 'other'}",
          "{'recipientDomain': '*.org'}",
          "{}");

  @Test
  void findsWhatGoingThroughAllFinds() {
    for (int shift = 0; shift < MATCHES.size(); shift++) {
      List<RouteDefinition> rules = new ArrayList<>();
      for (int i = 0; i < MATCHES.size(); i++) {
        rules.add(rule("r" + i, i, MATCHES.get((i + shift) % MATCHES.size())));
      }
      RouteIndex index = new RouteIndex(rules);
      for (String sender : List.of("", "x@s.example", "x@u.t.example", "x@t.example")) {
        for (String domain :
            List.of("a.example.org", "b.example.org", "c.b.example.org", "x.test", "[192.0.2.1]")) {
          RoutingRequest request = request(sender, "to@" + domain);
          Optional<RouteDefinition> first =
              rules.stream().filter(rule -> rule.match().holds(request)).findFirst();
          assertThat(index.first(request)).as("%s to %s", sender, domain).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void rulesForOtherDomainsAreNotLookedAt() {
    List<RouteDefinition> rules = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rules.add(
          rule("r" + i, 1, "{'recipientDomain': 'd" + i + ".example', 'header': {'name': 'x'}}"));
    }
    AtomicInteger looks = new AtomicInteger();
    RoutingRequest request =
        new RoutingRequest(
            EmailAddress.NULL_SENDER,
            EmailAddress.parse("to@d7777.example"),
            null,
            List.of(),
            name -> {
              looks.incrementAndGet();
              return List.of("x");
            });

    assertThat(new RouteIndex(rules).first(request).orElseThrow().name()).isEqualTo("r7777");
    assertThat(looks).hasValue(1);
  }
}
