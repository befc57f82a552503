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
package org.waypost.parking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.MailOptions;

class LookAgainTest {

  private static final Instant ACCEPTED = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant EXPIRES = ACCEPTED.plus(Duration.ofDays(5));

  private final LookAgain look = new LookAgain(Duration.ofHours(4));

  private Instant next(MailOptions options, Told told, Duration age) {
    return look.next(options, ACCEPTED, told, EXPIRES, ACCEPTED.plus(age));
  }

  private static MailOptions by(DeliverBy.Mode mode, Duration time) {
    return MailOptions.NONE.withDeliverBy(new DeliverBy(ACCEPTED.plus(time), mode, false));
  }

  @Test
  void looksAboutEveryHour() {
    assertThat(next(MailOptions.NONE, Told.NOTHING, Duration.ofHours(1)))
        .isBetween(ACCEPTED.plus(Duration.ofMinutes(110)), ACCEPTED.plus(Duration.ofMinutes(130)));
  }

  @Test
  void looksWhenTheSenderHasToBeToldOfTheDelay() {
    assertThat(next(MailOptions.NONE, Told.NOTHING, Duration.ofMinutes(220)))
        .isEqualTo(ACCEPTED.plus(Duration.ofHours(4)));
    assertThat(next(MailOptions.NONE, new Told(true, false), Duration.ofMinutes(220)))
        .isAfter(ACCEPTED.plus(Duration.ofHours(4)));
    assertThat(next(MailOptions.NONE, Told.NOTHING, Duration.ofMinutes(240)))
        .as("that time is over")
        .isAfter(ACCEPTED.plus(Duration.ofMinutes(280)));
  }

  @Test
  void theDelayCountsFromTheRelease() {
    Instant release = ACCEPTED.plus(Duration.ofHours(2));
    assertThat(next(MailOptions.NONE.withHoldUntil(release), Told.NOTHING, Duration.ofMinutes(350)))
        .isEqualTo(release.plus(Duration.ofHours(4)));
  }

  @Test
  void looksAtADeadlineOfWhichTheSenderIsTold() {
    MailOptions notify = by(DeliverBy.Mode.NOTIFY, Duration.ofMinutes(7));
    assertThat(next(notify, Told.NOTHING, Duration.ZERO))
        .isEqualTo(ACCEPTED.plus(Duration.ofMinutes(7)));
    assertThat(next(notify, new Told(false, true), Duration.ZERO))
        .isAfter(ACCEPTED.plus(Duration.ofMinutes(49)));
  }

  @Test
  void neverLooksLaterThanTheEnd() {
    assertThat(next(MailOptions.NONE, Told.NOTHING, Duration.ofDays(5).minusMinutes(3)))
        .isEqualTo(EXPIRES);
  }
}
