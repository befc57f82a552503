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
package org.waypost.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;

class MailEventJsonTest {

  private static final Instant TIME = Instant.parse("2026-11-24T09:30:00.125Z");
  private static final MailEvent.Message MESSAGE =
      new MailEvent.Message(
          MessageId.next(),
          TIME.minusSeconds(3),
          "shop@example.org",
          "shop",
          List.of("order", "new"),
          Map.of("order", "4711"));

  @Test
  void whatIsWrittenIsReadAgain() {
    MailEvent event =
        new MailEvent(
            "e1",
            MailEvent.Type.DEFERRED,
            TIME,
            MESSAGE,
            "ann@example.com",
            "team@example.com",
            new MailEvent.Attempt(2, TIME.minusMillis(40), 40, "mx", "mx[192.0.2.1]:25", true),
            Reply.of(451, "4.7.1", "later"),
            "greylisted",
            null,
            TIME.plusSeconds(60));
    assertThat(MailEventJson.parse(MailEventJson.write(event).toString())).isEqualTo(event);
  }

  @Test
  void whatHasNoValueIsLeftOut() {
    MailEvent event =
        new MailEvent(
            "e2",
            MailEvent.Type.HELD,
            TIME,
            MESSAGE,
            "ann@example.com",
            null,
            null,
            null,
            null,
            "looks odd",
            null);
    assertThat(MailEventJson.write(event))
        .doesNotContainKeys("attempt", "reply", "category", "nextAttemptAt", "original");
    assertThat(MailEventJson.parse(MailEventJson.write(event).toString())).isEqualTo(event);
    assertThat(event.domain()).isEqualTo("example.com");
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThatThrownBy(() -> MailEventJson.parse("{}")).hasMessageContaining("Not an event");
    assertThatThrownBy(() -> MailEventJson.parse("[")).hasMessageContaining("Not a JSON object");
    assertThatThrownBy(() -> MailEvent.Type.of("opened")).hasMessageContaining("opened");
  }
}
