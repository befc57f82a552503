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

import org.waypost.api.event.MailEvent;

/**
 * Is told of every change in the life of messages: those of one message in order, each at least
 * once.
 *
 * <p>What it throws has the event told again with the next look for events, if its configuration
 * says {@code tempfail}; else the event is skipped.
 */
@FunctionalInterface
public interface EventListener extends Extension {

  /** Takes note of an event. One that is told again has the same id. */
  void on(MailEvent event) throws Exception;
}
