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

import java.util.List;
import org.waypost.api.net.HostPort;

/** Where a route leads. */
public sealed interface Target {

  /** The mail is stored for the console, and goes nowhere. */
  record Capture() implements Target {}

  /**
   * The mail goes to a smart host.
   *
   * @param hosts tried in this order
   */
  record SmartHost(List<HostPort> hosts) implements Target {
    /** Checks that there is a host. */
    public SmartHost {
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("A smart host route names a host");
      }
    }
  }

  /** The mail goes where DNS says for the recipient's domain (RFC 5321 5.1). */
  record MailExchanger() implements Target {}
}
