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
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.queue.MailHeader;

/** Chooses routes by what their own matches cannot know. Safe for use by any number of threads. */
@FunctionalInterface
public interface RouteChoice {

  /** Leaves all to the matches. */
  RouteChoice NONE = (header, recipients, recipient) -> Optional.empty();

  /**
   * The name of the route for one of a message's recipients; empty, or that of no route, for no
   * choice.
   */
  Optional<String> of(MailHeader header, List<Recipient> recipients, Recipient recipient);
}
