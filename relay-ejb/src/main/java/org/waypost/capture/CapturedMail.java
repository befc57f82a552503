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
package org.waypost.capture;

import org.waypost.api.mail.MessageId;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.trace.MessageSummary;

/** The captured mail. Its bytes come from {@link org.waypost.content.StoredContent}. */
public interface CapturedMail {

  /**
   * Captured messages whose subject, sender or recipients hold the text (null: all), newest first.
   */
  Page<MessageSummary> list(String text, PageRequest page);

  /** Deletes a captured message, trace and bytes; false when there is none of that id. */
  boolean delete(MessageId id);

  /** Deletes all captured messages, in batches; returns how many. */
  int deleteAll();
}
