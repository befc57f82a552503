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
package org.waypost.smtpclient;

import java.util.Objects;

/**
 * A host that mail is handed to.
 *
 * @param host a name, an address in numbers or an address literal
 * @param port 1 to 65535
 */
public record NextHop(String host, int port) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the host is empty or the port out of its range
   */
  public NextHop {
    Objects.requireNonNull(host, "A next hop has a host");
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("Not a next hop: " + host + " port " + port);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
