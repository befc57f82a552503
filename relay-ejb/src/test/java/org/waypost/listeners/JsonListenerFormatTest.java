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
package org.waypost.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.json.InvalidMemberException;

/** Definitions as JSON: what goes in comes out, and what makes no sense is named. */
final class JsonListenerFormatTest {

  private final JsonListenerFormat format = new JsonListenerFormat();

  @ParameterizedTest
  @EnumSource(ListenerRole.class)
  void readsWhatItWrites(ListenerRole role) {
    ListenerDefinition usual = ListenerDefinition.of("mail-in_2", role, 2600);
    assertThat(format.read(null, format.write(usual).build())).isEqualTo(usual);
  }

  @Test
  void readsEveryMemberThatItWrites() {
    ListenerDefinition all =
        new ListenerDefinition(
            "all",
            ListenerRole.SUBMISSION,
            Network.numericAddress("::1"),
            2601,
            true,
            ListenerDefinition.TlsMode.STARTTLS_REQUIRED,
            true,
            ListenerDefinition.AuthMode.OFFERED,
            Set.of("PLAIN", "SCRAM-SHA-256"),
            List.of(Network.parse("10.0.0.0/8")),
            List.of(),
            List.of(Network.parse("fd00::/8")),
            true,
            ListenerDefinition.LineEnds.NORMALISE,
            List.of("org.example:ADV"),
            new ListenerLimits(
                new ListenerLimits.Connections(1, 2, 3),
                new ListenerLimits.Session(4, 5, 6, 7, 8, 100, 10),
                new ListenerLimits.Time(
                    Duration.ofMillis(1500),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(4),
                    Duration.ofMinutes(5),
                    Duration.ofHours(6),
                    7,
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(9),
                    Duration.ofDays(1)),
                new ListenerLimits.Size(11, 512, 998),
                List.of(
                    new ListenerLimits.Rate(
                        ListenerLimits.Rate.Subject.SENDER_DOMAIN,
                        ListenerLimits.Rate.Unit.BYTES,
                        12,
                        Duration.ofHours(1)))));
    assertThat(format.read("all", format.write(all).build())).isEqualTo(all);
  }

  @Test
  void whatIsLeftOutIsAsUsualForTheRole() {
    assertThat(read("{'name': 'x', 'role': 'submissions'}"))
        .isEqualTo(ListenerDefinition.of("x", ListenerRole.SUBMISSIONS, 0));
    assertThat(read("{'name': 'x', 'role': 'relay', 'limits': {'time': {'command': '10s'}}}"))
        .extracting(definition -> definition.limits().time().command())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void nullIsLeftOut() {
    assertThat(read("{'name': 'x', 'role': 'relay', 'address': null, 'relayNetworks': null}"))
        .isEqualTo(ListenerDefinition.of("x", ListenerRole.RELAY, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'role': 'relay'}                                  | name | has to be given
          {'name': 'x'}                                      | role | has to be given
          {'name': 'a b', 'role': 'relay'}                   | name | 1 to 40
          {'name': 'x', 'role': 'relais'}                    | role | 'relais'
          {'name': 'x', 'role': 'relay', 'port': 70000}      | port | 0 to 65535
          {'name': 'x', 'role': 'relay', 'port': '25'}       | port | not a number
          {'name': 'x', 'role': 'relay', 'port': 2.5}        | port | not a whole number
          {'name': 'x', 'role': 'lmtp'}                      | port | needs one
          {'name': 'x', 'role': 'relay', 'address': 'localhost'} | address | localhost
          {'name': 'x', 'role': 'relay', 'paused': 'no'}     | paused | not true or false
          {'name': 'x', 'role': 'relay', 'proxies': '10.0.0.0/8'} | proxies | not a list
          {'name': 'x', 'role': 'relay', 'proxies': ['10.0.0.0/99']} | proxies | 10.0.0.0/99
          {'name': 'x', 'role': 'relay', 'proxyProtocol': true} | proxies | from whom
          {'name': 'x', 'role': 'submissions', 'tls': 'none'} | tls | implicit
          {'name': 'x', 'role': 'relay', 'mechanisms': ['PLAIN', 'SCRAM']} | mechanisms | not 'SCRAM'
          {'name': 'x', 'role': 'relay', 'TLS': 'none'}      | TLS | no such member
          {'name': 'x', 'role': 'relay', 'limits': 5}        | limits | not an object
          {'name': 'x', 'role': 'relay', 'limits': {'session': {'error': 1}}} | limits.session.error | no such member
          {'name': 'x', 'role': 'relay', 'limits': {'time': {'command': 'x'}}} | limits.time.command | not a duration such as 30s, 5m, 2h or 5d: 'x'
          {'name': 'x', 'role': 'relay', 'limits': {'time': {'command': '0s'}}} | limits.time.command | more than 0
          {'name': 'x', 'role': 'relay', 'limits': {'time': {'grace': '2d'}}} | limits.time.grace | at most a day
          {'name': 'x', 'role': 'relay', 'limits': {'connections': {'max': 3000000000}}} | limits.connections.max | too large
          {'name': 'x', 'role': 'relay', 'limits': {'size': {'dataLine': 80}}} | limits.size.dataLine | 998
          {'name': 'x', 'role': 'relay', 'limits': {'rates': [{'of': 'moon'}]}} | limits.rates[0].of | address
          {'name': 'x', 'role': 'relay', 'limits': {'rates': [{'of': 'user', 'unit': 'messages', 'amount': 0, 'per': '1h'}]}} | limits.rates.amount | more than 0
          """)
  void namesTheMemberThatMakesNoSense(String json, String member, String problem) {
    InvalidMemberException refusal =
        catchThrowableOfType(InvalidMemberException.class, () -> read(json));
    assertThat(refusal.member()).isEqualTo(member);
    assertThat(refusal).hasMessageContaining(problem);
  }

  @Test
  void theNameInTheUrlHasToBeTheOneInTheBody() {
    InvalidMemberException refusal =
        catchThrowableOfType(
            InvalidMemberException.class,
            () -> format.read("y", json("{'name': 'x', 'role': 'relay'}")));
    assertThat(refusal.member()).isEqualTo("name");
    assertThat(format.read("y", json("{'role': 'relay'}")).name()).isEqualTo("y");
  }

  private ListenerDefinition read(String json) {
    return format.read(null, json(json));
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }
}
