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
package org.waypost.api.extension;

import java.util.Optional;
import org.waypost.api.mail.Recipient;

/**
 * Chooses routes by what the routes' own matches cannot know. Asked for each recipient when a
 * message comes in and before each attempt, so it must answer from memory.
 */
@FunctionalInterface
public interface MailRouter extends Extension {

  /**
   * Chooses the route of a recipient.
   *
   * @param mail with all its recipients
   * @param recipient one of them
   * @return name of a route; empty, or one that does not exist, for no choice
   */
  Optional<String> route(MailFacts mail, Recipient recipient) throws Exception;
}
