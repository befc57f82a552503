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
package org.waypost.explain;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.waypost.routing.Route;

/** Says to which hosts a route would hand mail, and how connections to them would be secured. */
@FunctionalInterface
public interface HopExplainer {

  /**
   * Looks it up; waits for the DNS and for MTA-STS, within their time-outs.
   *
   * @param route that the mail takes
   * @param domain of the recipient, as {@code EmailAddress.domain()} returns it
   * @param requireTls whether the mail requires TLS (RFC 8689 2)
   * @param tlsOptional whether its header says {@code TLS-Required: No} (RFC 8689 5)
   * @return what REST answers; nothing for a target that is no host
   */
  Optional<JsonObjectBuilder> explain(
      Route route, String domain, boolean requireTls, boolean tlsOptional);
}
