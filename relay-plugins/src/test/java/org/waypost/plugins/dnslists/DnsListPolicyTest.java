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
package org.waypost.plugins.dnslists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ConnectionPolicy;
import org.waypost.api.extension.NameLookup;
import org.waypost.api.extension.Opinion;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.FixedNames;
import org.waypost.plugins.service.MemoryState;

class DnsListPolicyTest {

  private static final Map<String, String> SOUND =
      Map.of("2.0.0.127.bad.example", "127.0.0.2", "2.0.0.127.good.example", "127.0.0.2");

  private static Opinion judge(NameLookup names, String client, Map<String, ?> values)
      throws Exception {
    return judge(names, client, null, values);
  }

  private static Opinion judge(NameLookup names, String client, String user, Map<String, ?> values)
      throws Exception {
    ConnectionPolicy policy =
        Declared.start(ConnectionPolicy.class, "dns-lists", values, names, new MemoryState());
    try {
      return policy.judge(
          new SessionInfo(
              "s",
              "mx",
              ListenerRole.RELAY,
              new InetSocketAddress(InetAddress.getByName(client), 1),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
              "client.example",
              "ESMTP",
              null,
              user,
              false));
    } finally {
      policy.stop();
    }
  }

  private static FixedNames names(String... more) {
    Map<String, String> all = new HashMap<>(SOUND);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return new FixedNames(all);
  }

  @Test
  void whoIsListedIsRefused() throws Exception {
    FixedNames names = names("9.113.0.203.bad.example", "127.0.0.4");
    Map<String, ?> lists = Map.of("lists", List.of("bad.example"));
    assertThat(judge(names, "203.0.113.9", lists).reply())
        .hasToString("554 5.7.1 Client host [203.0.113.9] is listed by bad.example");
    assertThat(judge(names, "203.0.113.8", lists)).isEqualTo(Opinion.none());
  }

  @Test
  void weightsAddUp() throws Exception {
    FixedNames names =
        names("9.113.0.203.bad.example", "127.0.0.4", "9.113.0.203.good.example", "127.0.3.1");
    List<String> both = List.of("bad.example 3", "good.example -2.5");
    assertThat(judge(names, "203.0.113.9", Map.of("lists", both))).isEqualTo(Opinion.none());
    assertThat(judge(names, "203.0.113.9", Map.of("lists", both, "refuseFrom", "0.5")).reply())
        .isNotNull();
    assertThat(
            judge(
                names,
                "203.0.113.9",
                Map.of("lists", List.of("good.example -1"), "trustUpTo", "-1")))
        .isEqualTo(Opinion.trusted());
  }

  @Test
  void onlyTheAnswersThatCountCount() throws Exception {
    FixedNames names = names("9.113.0.203.bad.example", "127.0.0.11");
    for (String list : List.of("bad.example=127.0.0.2-127.0.0.10", "bad.example=127.0.0.12")) {
      assertThat(judge(names, "203.0.113.9", Map.of("lists", List.of(list))))
          .isEqualTo(Opinion.none());
    }
    String within = "bad.example=127.0.0.10-127.0.0.11";
    assertThat(judge(names, "203.0.113.9", Map.of("lists", List.of(within))).reply()).isNotNull();
    // A resolver that sends people to its own page is no list.
    FixedNames page = names("9.113.0.203.bad.example", "198.51.100.1");
    assertThat(judge(page, "203.0.113.9", Map.of("lists", List.of("bad.example"))))
        .isEqualTo(Opinion.none());
  }

  @Test
  void aListThatFailsItsTestIsNotBelieved() throws Exception {
    FixedNames all =
        names("9.113.0.203.bad.example", "127.0.0.2", "1.0.0.127.bad.example", "127.0.0.2");
    FixedNames none = new FixedNames(Map.of("9.113.0.203.bad.example", "127.0.0.2"));
    Map<String, ?> lists = Map.of("lists", List.of("bad.example"));
    assertThat(judge(all, "203.0.113.9", lists)).isEqualTo(Opinion.none());
    assertThat(judge(none, "203.0.113.9", lists)).isEqualTo(Opinion.none());
  }

  @Test
  void anAddressOfVersion6IsAskedForByNibbles() throws Exception {
    FixedNames names = names();
    judge(names, "2001:db8::1", Map.of("lists", List.of("bad.example")));
    assertThat(names.asked())
        .containsExactly(
            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bad.example");
  }

  @Test
  void whoSignedInAndWhoIsNearAreNotJudged() throws Exception {
    FixedNames names = names();
    Map<String, ?> lists = Map.of("lists", List.of("bad.example"));
    judge(names, "203.0.113.9", "user", lists);
    judge(names, "192.168.1.1", lists);
    judge(names, "127.0.0.1", lists);
    assertThat(names.asked()).isEmpty();
  }

  @Test
  void aListThatDoesNotAnswerSaysNothing() throws Exception {
    Map<String, ?> lists =
        Map.of("lists", List.of("bad.example"), "dnsTimeout", Duration.ofMillis(100));
    assertThat(judge(Declared.noDns(), "203.0.113.9", lists)).isEqualTo(Opinion.none());
    CountDownLatch never = new CountDownLatch(1);
    NameLookup silent =
        new NameLookup() {
          @Override
          public List<InetAddress> addresses(String host) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return List.of();
          }

          @Override
          public List<String> texts(String name) {
            return List.of();
          }
        };
    assertThat(judge(silent, "203.0.113.9", lists)).isEqualTo(Opinion.none());
  }

  @Test
  void whatIsNoListIsNamed() {
    for (String each : List.of("", "bad", "bad.example=127.0.0.300", "bad.example heavy")) {
      assertThatThrownBy(() -> DnsList.parse(each)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
