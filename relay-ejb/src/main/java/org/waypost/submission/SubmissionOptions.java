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
package org.waypost.submission;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What may be said with a submission beside envelope and content. Null stands for what is not
 * given; nothing is checked here.
 *
 * @param tags to find the message by; at most 10, of 1 to 64 characters
 * @param metadata as {@link org.waypost.api.mail.Metadata} has it
 * @param sendAt not to be sent before
 * @param idempotencyKey the same key gives the same answer and no second message; 1 to 128
 *     characters
 */
public record SubmissionOptions(
    List<String> tags, Map<String, String> metadata, Instant sendAt, String idempotencyKey) {

  /** Nothing said. */
  public static final SubmissionOptions NONE = new SubmissionOptions(null, null, null, null);

  static SubmissionOptions of(MessageDraft draft) {
    return new SubmissionOptions(
        draft.tags(), draft.metadata(), draft.sendAt(), draft.idempotencyKey());
  }
}
