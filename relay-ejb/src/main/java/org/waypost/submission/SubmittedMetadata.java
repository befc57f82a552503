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

import java.util.Map;
import org.waypost.api.mail.Metadata;

/** Checks the metadata of a draft. */
final class SubmittedMetadata {

  private SubmittedMetadata() {}

  /**
   * The metadata.
   *
   * @param given null for none
   * @throws InvalidSubmissionException that names the entry that is wrong
   */
  static Metadata of(Map<String, String> given) throws InvalidSubmissionException {
    if (given == null) {
      return Metadata.NONE;
    }
    if (given.size() > Metadata.MAX_ENTRIES) {
      throw new InvalidSubmissionException(
          "metadata", "at most " + Metadata.MAX_ENTRIES + " entries, not " + given.size());
    }
    for (Map.Entry<String, String> entry : given.entrySet()) {
      try {
        Metadata.check(entry.getKey(), entry.getValue());
      } catch (IllegalArgumentException e) {
        throw new InvalidSubmissionException("metadata." + entry.getKey(), e.getMessage());
      }
    }
    return new Metadata(given);
  }
}
