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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.MailOptions;

/** Checks the options of a submission. */
final class OptionChecks {

  private static final Duration SEND_AT_LIMIT = Duration.ofDays(366);
  private static final int MAX_TAGS = 10;

  private OptionChecks() {}

  /** The key, if there is one. */
  static Optional<String> key(String key) throws InvalidSubmissionException {
    if (key != null && (key.isBlank() || key.length() > 128)) {
      throw new InvalidSubmissionException("idempotencyKey", "has 1 to 128 characters");
    }
    return Optional.ofNullable(key);
  }

  /** The tags; none for null. */
  static List<String> tags(List<String> tags) throws InvalidSubmissionException {
    if (tags == null) {
      return List.of();
    }
    if (tags.size() > MAX_TAGS) {
      throw new InvalidSubmissionException("tags", "at most " + MAX_TAGS + " tags");
    }
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      if (tag == null
          || tag.isBlank()
          || tag.length() > 64
          || tag.chars().anyMatch(Character::isISOControl)) {
        throw new InvalidSubmissionException(
            "tags[" + i + "]", "a tag has 1 to 64 characters, no control characters");
      }
    }
    return List.copyOf(tags);
  }

  /** When to send, as an option of the mail. */
  static MailOptions hold(Instant sendAt) throws InvalidSubmissionException {
    if (sendAt == null) {
      return MailOptions.NONE;
    }
    if (sendAt.isAfter(Instant.now().plus(SEND_AT_LIMIT))) {
      throw new InvalidSubmissionException("sendAt", "lies more than a year ahead");
    }
    return MailOptions.NONE.withHoldUntil(sendAt);
  }
}
