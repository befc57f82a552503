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
package org.waypost.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.listener.LimitMembers;
import org.waypost.api.listener.ListenerLimits;

/** Limits as WAYPOST_LISTENER_LIMITS writes them. */
class LimitsTextTest {

  @Test
  void whatIsNotNamedIsAsUsual() {
    ListenerLimits limits = limits("time.greetingDelay=5s, session.errors=10");
    assertThat(limits.time().greetingDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(limits.session().errors()).isEqualTo(10);
    assertThat(limits.size()).isEqualTo(ListenerLimits.Size.DEFAULT);
    assertThat(limits("")).isEqualTo(ListenerLimits.DEFAULT);
  }

  @Test
  void ratesAreNamedBySubjectAndUnit() {
    assertThat(limits("rates.address.messages=100/1h,rates.sender_domain.bytes=1000000/1d").rates())
        .containsExactly(
            new ListenerLimits.Rate(
                ListenerLimits.Rate.Subject.ADDRESS,
                ListenerLimits.Rate.Unit.MESSAGES,
                100,
                Duration.ofHours(1)),
            new ListenerLimits.Rate(
                ListenerLimits.Rate.Subject.SENDER_DOMAIN,
                ListenerLimits.Rate.Unit.BYTES,
                1_000_000,
                Duration.ofDays(1)));
  }

  @Test
  void everyMemberCanBeRead() {
    Map<String, String> texts = new HashMap<>();
    LimitMembers.write(
        ListenerLimits.DEFAULT,
        new LimitMembers.Sink() {
          @Override
          public void number(String member, long value) {
            texts.put(member, Long.toString(value));
          }

          @Override
          public void duration(String member, Duration value) {
            texts.put(member, DurationText.format(value));
          }
        });
    assertThat(texts).hasSize(23);
    texts.forEach(
        (member, value) ->
            assertThat(limits(member + "=" + value)).isEqualTo(ListenerLimits.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          session.errors            | not member=value: 'session.errors'
          session.errors=x          | session.errors: not a number: 'x'
          session.errors=0          | session.errors: more than 0
          session.error=1           | session.error: there is no such limit
          session.errors=1,session.errors=2 | session.errors: given twice
          time.command=5            | time.command: not a duration
          time.command=30d          | time.command: at most a day
          connections.max=3000000000 | connections.max: too large
          rates.moon.messages=1/1s  | rates.moon.messages: there is no such limit
          rates.address.messages=10 | rates.address.messages: not a rate such as
          """)
  void namesWhatMakesNoSense(String text, String problem) {
    assertThatThrownBy(() -> limits(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("WAYPOST_LISTENER_LIMITS: " + problem);
  }

  @ParameterizedTest
  @CsvSource({"0s, 0s", "1500ms, 1500ms", "60s, 1m", "90s, 90s", "2h, 2h", "90m, 90m", "48h, 2d"})
  void durationsAreWrittenInTheLargestUnit(String text, String written) {
    assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(written);
  }

  private static ListenerLimits limits(String text) {
    return new Settings(name -> name.equals("WAYPOST_LISTENER_LIMITS") ? text : null)
        .listenerLimits();
  }
}
