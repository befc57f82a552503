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

import java.util.Optional;
import org.waypost.definitions.Definitions;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** Manages webhooks, and tells what was sent to them. Callable on any thread. */
public interface Webhooks extends Definitions<Webhook> {

  /**
   * What was and is to be sent to a hook, the newest first.
   *
   * @param state of those that are wanted; null for all
   */
  Page<WebhookDelivery> deliveries(String name, WebhookDelivery.State state, PageRequest page);

  /** Sends an event to its hook again, after those that wait; false when there is none such. */
  boolean redeliver(String name, long id);

  /**
   * Posts an event of type {@code test} at once, whatever the hook filters, and whether it is
   * enabled or not. Nothing is noted of it.
   *
   * @return nothing when there is no hook of this name
   */
  Optional<HookAnswer> test(String name);
}
