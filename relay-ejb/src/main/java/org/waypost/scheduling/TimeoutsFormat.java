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
package org.waypost.scheduling;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import org.waypost.api.settings.DurationText;
import org.waypost.json.JsonMembers;
import org.waypost.smtpclient.Timeouts;

/** How long the hosts of a site may take (RFC 5321 4.5.3.2), as JSON. */
final class TimeoutsFormat {

  private TimeoutsFormat() {}

  static JsonObjectBuilder write(Timeouts timeouts) {
    return Json.createObjectBuilder()
        .add("connect", DurationText.format(timeouts.connect()))
        .add("greeting", DurationText.format(timeouts.greeting()))
        .add("command", DurationText.format(timeouts.command()))
        .add("data", DurationText.format(timeouts.data()))
        .add("block", DurationText.format(timeouts.block()))
        .add("finalDot", DurationText.format(timeouts.finalDot()));
  }

  static Timeouts read(JsonMembers members) {
    Timeouts usual = Timeouts.DEFAULT;
    Timeouts timeouts =
        new Timeouts(
            time(members, "connect", usual.connect()),
            time(members, "greeting", usual.greeting()),
            time(members, "command", usual.command()),
            time(members, "data", usual.data()),
            time(members, "block", usual.block()),
            time(members, "finalDot", usual.finalDot()));
    members.end();
    return timeouts;
  }

  private static Duration time(JsonMembers members, String name, Duration usual) {
    return members.text(
        name,
        usual,
        text -> {
          Duration time = DurationText.parse(text);
          if (time.compareTo(Duration.ofSeconds(1)) < 0
              || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("from 1s to 1h, not '" + text + "'");
          }
          return time;
        });
  }
}
