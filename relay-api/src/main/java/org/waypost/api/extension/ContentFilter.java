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

import org.waypost.api.smtp.MailContent;

/**
 * Looks at whole messages: may read, add header fields on top, rewrite, refuse, hold, redirect and
 * tag.
 *
 * <p>Filters are asked in the order of their configurations, each seeing what those before it have
 * changed; the first decision other than {@link FilterResult.Decision#PASS} ends the asking. In
 * stage {@code session} a filter runs while the client waits for the answer to its data, and its
 * message is not yet taken: it may run again for the same message, with another id, when the client
 * tries again. In stage {@code queued} it runs once for each destination group of a message, before
 * the first attempt; its result is remembered.
 */
@FunctionalInterface
public interface ContentFilter extends Extension {

  /**
   * Looks at a message.
   *
   * @param mail what is known of it
   * @param content its octets; in memory or in a file, to be read as a stream, any number of times;
   *     valid until the call returns
   */
  FilterResult filter(MailFacts mail, MailContent content) throws Exception;
}
