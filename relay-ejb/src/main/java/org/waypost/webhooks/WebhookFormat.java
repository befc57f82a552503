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
package org.waypost.webhooks;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Reads and writes webhooks as JSON. */
public interface WebhookFormat {

  /** A webhook as JSON, with {@code "secretSet": true} instead of its secret. */
  JsonObjectBuilder write(Webhook webhook);

  /**
   * Reads a webhook.
   *
   * @param name that it has to have; null for the one that the JSON gives
   * @param before the one that it replaces, whose secret stays where none is given; null for none
   * @throws org.waypost.json.InvalidMemberException naming the member that is wrong
   */
  Webhook read(String name, JsonObject json, Webhook before);
}
