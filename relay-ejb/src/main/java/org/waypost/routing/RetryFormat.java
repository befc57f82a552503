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

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import org.waypost.api.settings.DurationText;
import org.waypost.json.JsonMembers;
import org.waypost.parking.RetrySchedule;

/** When mail is tried again, as JSON. */
final class RetryFormat {

  private static final Duration LONGEST = Duration.ofDays(30);

  private final RetrySchedule usual;

  /** What is left out is as here. */
  RetryFormat(RetrySchedule usual) {
    this.usual = usual;
  }

  static JsonObjectBuilder write(RetrySchedule schedule) {
    JsonArrayBuilder pauses = Json.createArrayBuilder();
    schedule.pauses().forEach(pause -> pauses.add(DurationText.format(pause)));
    return Json.createObjectBuilder()
        .add("pauses", pauses)
        .add("expiry", DurationText.format(schedule.expiry()));
  }

  RetrySchedule read(JsonMembers members) {
    List<Duration> pauses = members.oneOrMore("pauses", RetryFormat::duration);
    Duration expiry = members.text("expiry", usual.expiry(), RetryFormat::duration);
    members.end();
    return new RetrySchedule(pauses.isEmpty() ? usual.pauses() : pauses, expiry);
  }

  private static Duration duration(String text) {
    Duration duration = DurationText.parse(text);
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("more than nothing, at most 30d, not '" + text + "'");
    }
    return duration;
  }
}
