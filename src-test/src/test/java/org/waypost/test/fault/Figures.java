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
package org.waypost.test.fault;

import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestClient;

/** Reads the figures that a relay offers to Prometheus. */
final class Figures {

  private Figures() {}

  /** The value of a metric without labels; 0 when there is none. */
  static double of(WaypostProcess relay, String name) {
    return RestClient.anonymous(relay.root())
        .get("/metrics")
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
