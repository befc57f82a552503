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

import java.util.Locale;
import java.util.Objects;

/**
 * Whether events are told on the topic: the {@code WAYPOST_EVENTS…} variables.
 *
 * @param topic when they are
 * @param mostWaiting about how many events may wait while the broker does not take them; 1,000 to
 *     100,000,000
 */
public record EventSettings(Topic topic, int mostWaiting) {

  /** When events are sent to the topic. */
  public enum Topic {
    /** While somebody is subscribed; always where that is not known, as with a broker elsewhere. */
    AUTO,
    /** Never; webhooks are told all the same. */
    OFF
  }

  /** Checks that nothing is missing. */
  public EventSettings {
    Objects.requireNonNull(topic, "topic");
  }

  static EventSettings read(SettingReader reader) {
    return new EventSettings(
        reader.read("WAYPOST_EVENTS", Topic.AUTO, EventSettings::topic),
        reader.number("WAYPOST_EVENTS_WAITING", 1_000_000, 1_000, 100_000_000));
  }

  private static Topic topic(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> Topic.AUTO;
      case "off" -> Topic.OFF;
      default -> throw new IllegalArgumentException("is 'auto' or 'off', not '" + text + "'");
    };
  }
}
