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
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.parking.RetrySchedule;

/** Routes and requests in few words. */
final class RoutesByJson {

  static final RetrySchedule USUAL =
      new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5));
  static final RouteFormat FORMAT = JsonRouteFormat.ofRest(USUAL, pool -> !pool.equals("unknown"));

  private RoutesByJson() {}

  /** JSON with single quotes. */
  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  static RouteDefinition route(String text) {
    return FORMAT.read(null, json(text), null);
  }

  /** A route that mail is matched with; it leads to a JMS queue. */
  static RouteDefinition rule(String name, int order, String match) {
    return route(
        "{'name': '%s', 'order': %d, 'match': %s, 'target': {'type': 'jms', 'queue': 'q'}}"
            .formatted(name, order, match));
  }

  static RoutingRequest request(String sender, String recipient) {
    return new RoutingRequest(
        EmailAddress.parse(sender),
        EmailAddress.parse(recipient),
        "anna",
        List.of("news", "May 2026"),
        name -> name.equalsIgnoreCase("X-Class") ? List.of("Bulk mail") : List.of());
  }
}
