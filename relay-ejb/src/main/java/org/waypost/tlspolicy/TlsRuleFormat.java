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
package org.waypost.tlspolicy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The JSON of TLS policies, as in REST and in the database. */
public interface TlsRuleFormat {

  /** Everything that {@link #read} takes. */
  JsonObjectBuilder write(TlsRule rule);

  /**
   * Reads a policy.
   *
   * @param name that it has to have; null for any
   * @throws org.waypost.json.InvalidMemberException naming the member that is wrong
   */
  TlsRule read(String name, JsonObject json);
}
