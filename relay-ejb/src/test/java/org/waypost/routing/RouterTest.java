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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;

class RouterTest {

  private static final MailHeader HEADER = Mails.header(1);

  private static List<DestinationGroup> group(Router router, String... recipients) {
    return router.group(HEADER, RoutingRequest.Fields.NONE, Mails.to(recipients), null);
  }

  @Test
  void oneGroupForEachDomainInOrderOfAppearance() {
    Router router = new Router(Mode.RELAY, Optional.empty());

    assertThat(group(router, "a@x.org", "b@y.org", "c@x.org"))
        .containsExactly(
            new DestinationGroup(1, "mx", "x.org", Mails.to("a@x.org", "c@x.org")),
            new DestinationGroup(2, "mx", "y.org", Mails.to("b@y.org")));
  }

  @Test
  void oneGroupForTheSmartHost() {
    Router router = new Router(Mode.RELAY, Optional.of(new HostPort("smart.example", 26)));

    assertThat(group(router, "a@x.org", "b@y.org"))
        .containsExactly(
            new DestinationGroup(
                1, "smarthost", "smart.example:26", Mails.to("a@x.org", "b@y.org")));
  }

  @Test
  void captureModeSendsNothingAnywhere() {
    Router router = new Router(Mode.CAPTURE, Optional.of(new HostPort("smart.example", 26)));

    assertThat(group(router, "a@x.org", "b@y.org"))
        .extracting(DestinationGroup::route, DestinationGroup::destination)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("capture", "capture"));
  }

  @Test
  void aGroupHasAtMostAHundredRecipients() {
    List<Recipient> many = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      many.add(Recipient.of(EmailAddress.parse("r" + i + "@x.org")));
    }
    List<DestinationGroup> groups =
        new Router(Mode.RELAY, Optional.empty())
            .group(HEADER, RoutingRequest.Fields.NONE, many, null);

    assertThat(groups).extracting(DestinationGroup::number).containsExactly(1, 2, 3);
    assertThat(groups).extracting(each -> each.recipients().size()).containsExactly(100, 100, 1);
    assertThat(groups.stream().flatMap(each -> each.recipients().stream())).isEqualTo(many);
  }

  @Test
  void aSenderForEachRecipientTakesAGroupForEach() {
    Router router = new Router(Mode.RELAY, Optional.empty());
    router.use(
        List.of(
            RoutesByJson.route(
                "{'name': 'verp', 'target': {'type': 'mx'}, 'sender': {'rewrite': 'verp',"
                    + " 'domain': 'bounce.example'}}")));

    assertThat(group(router, "a@x.org", "b@x.org"))
        .extracting(each -> each.recipients().size())
        .containsExactly(1, 1);
  }
}
