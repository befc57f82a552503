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
import static org.waypost.routing.RoutesByJson.json;
import static org.waypost.routing.RoutesByJson.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.json.JsonMembers;

class MatchTest {

  private static RouteMatch match(String text) {
    return MatchFormat.read(JsonMembers.of(json(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | true",
        "{'recipientDomain': 'example.org'} | true",
        "{'recipientDomain': 'EXAMPLE.org'} | true",
        "{'recipientDomain': 'sub.example.org'} | false",
        "{'recipientDomain': '*.example.org'} | false",
        "{'recipientDomain': '*.org'} | true",
        "{'recipientDomain': '*'} | true",
        "{'recipientDomain': ['a.example', 'example.org']} | true",
        "{'recipientDomain': ['a.example', 'b.example']} | false",
        "{'recipient': 'bob@example.org'} | true",
        "{'recipient': 'BOB@example.org'} | true",
        "{'recipient': 'b*@*.org'} | true",
        "{'recipient': '*x*@example.org'} | false",
        "{'recipient': '*@a.example'} | false",
        "{'sender': 'alice@sender.example'} | true",
        "{'sender': '<>'} | false",
        "{'senderDomain': 'sender.example'} | true",
        "{'senderDomain': '*.example'} | true",
        "{'senderDomain': '*.ple'} | false",
        "{'user': 'Anna'} | true",
        "{'user': ['bob', 'an*']} | true",
        "{'user': 'bob'} | false",
        "{'tag': 'news'} | true",
        "{'tag': 'may *'} | true",
        "{'tag': 'new'} | false",
        "{'header': {'name': 'x-class'}} | true",
        "{'header': {'name': 'X-Class', 'value': 'bulk*'}} | true",
        "{'header': {'name': 'X-Class', 'value': ['list', '*mail']}} | true",
        "{'header': {'name': 'X-Class', 'value': 'bulk'}} | false",
        "{'header': {'name': 'X-Other'}} | false",
        "{'header': [{'name': 'X-Other'}, {'name': 'X-Class'}]} | true",
        "{'recipientDomain': 'example.org', 'user': 'anna'} | true",
        "{'recipientDomain': 'example.org', 'user': 'bob'} | false",
      })
  void holds(String match, boolean holds) {
    assertThat(match(match).holds(request("alice@sender.example", "bob@example.org")))
        .isEqualTo(holds);
  }

  @Test
  void aDomainInOtherLettersIsTheSame() {
    assertThat(
            match("{'recipientDomain': 'bücher.example'}")
                .holds(request("a@x.org", "b@xn--bcher-kva.example")))
        .isTrue();
  }

  @Test
  void theNullSenderIsOnlyItself() {
    RoutingRequest bounce = request("", "bob@example.org");

    assertThat(match("{'sender': '<>'}").holds(bounce)).isTrue();
    assertThat(match("{'sender': '*@*'}").holds(bounce)).isFalse();
    assertThat(match("{'senderDomain': '*'}").holds(bounce)).isFalse();
  }

  @Test
  void manyAsterisksTakeNoTime() {
    Glob evil = new Glob("*a".repeat(200) + "b");

    assertThat(evil.matches("a".repeat(20_000))).isFalse();
  }

  @Test
  void saysWhy() {
    RoutingRequest request = request("alice@sender.example", "bob@example.org");

    assertThat(match("{'recipientDomain': ['a.example', '*.org'], 'user': 'anna'}").why(request))
        .isEqualTo("recipientDomain example.org fits a.example, *.org; user anna fits anna");
    assertThat(match("{'recipientDomain': '*.org', 'user': 'bob'}").why(request))
        .isEqualTo("user anna does not fit bob");
    assertThat(match("{}").why(request)).isEqualTo("it is for all mail");
  }
}
