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
package org.waypost.classification;

import java.util.Locale;

/** Why mail was not delivered. */
public enum Category {
  /** There is no such mailbox or domain. */
  HARD,
  /** The mailbox is there, but disabled. */
  INACTIVE,
  /** The mailbox is full. */
  FULL,
  /** Something that may pass: a system in trouble, greylisting. */
  SOFT,
  /** The sending host or domain is blocked, or has no reputation. */
  BLOCK,
  /** Rules of the receiver: SPF, DKIM, DMARC, who may send to whom. */
  POLICY,
  /** What the message holds: spam, malware, a forbidden attachment. */
  CONTENT,
  /** The message is too large. */
  SIZE,
  /** The host does not take mail for this domain. */
  RELAY,
  /** Less is asked for: too much at a time. */
  RATE,
  /** No connection, or one that broke. */
  CONNECTION,
  /** The name service did not answer, or nothing of use. */
  DNS,
  /** TLS was not possible, or not as it is required. */
  TLS,
  /** Not delivered within its time. */
  EXPIRED,
  /** The recipient is on the suppression list. */
  SUPPRESSED,
  /** The recipient complained. */
  COMPLAINT,
  /** No rule knows it. */
  UNKNOWN;

  /** In lower case, as it is stored and shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #word()}.
   *
   * @throws IllegalArgumentException when it is none; the message lists them
   */
  public static Category of(String word) {
    for (Category category : values()) {
      if (category.word().equals(word)) {
        return category;
      }
    }
    StringBuilder words = new StringBuilder();
    for (Category category : values()) {
      words.append(words.isEmpty() ? "" : ", ").append(category.word());
    }
    throw new IllegalArgumentException("one of " + words + ", not '" + word + "'");
  }
}
