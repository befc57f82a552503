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
package org.waypost.plugins.outcome;

import java.util.Locale;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.Verdict;

/** What becomes of a message of which something was found. */
public enum Consequence {
  /** Refused for good (550 5.7.1). */
  REJECT,
  /** Refused for now (451 4.7.1). */
  TEMPFAIL,
  /** Parked until an administrator releases it. */
  HOLD,
  /** Taken, and dropped. */
  DISCARD,
  /** Let through with a tag. */
  TAG,
  /** Let through. */
  PASS;

  /**
   * Reads a parameter of type choice.
   *
   * @throws IllegalArgumentException when it is none of the words
   */
  public static Consequence of(Parameters parameters, String name) {
    String word = parameters.text(name);
    for (Consequence each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "Parameter " + name + " is reject, tempfail, hold, discard, tag or pass, not " + word);
  }

  /**
   * The result.
   *
   * @param told what a client is told that is refused; nothing that a sender wrote
   * @param reason what administrators are told
   * @param tag that the message gets with {@link #TAG}
   */
  public FilterResult result(String told, String reason, String tag) {
    return switch (this) {
      case REJECT -> FilterResult.refuse(Verdict.permanent(550, "5.7.1", told));
      case TEMPFAIL -> FilterResult.refuse(Verdict.temporary(451, "4.7.1", told));
      case HOLD -> FilterResult.hold(reason);
      case DISCARD -> FilterResult.discard(reason);
      case TAG -> FilterResult.pass().withTag(tag);
      case PASS -> FilterResult.pass();
    };
  }

  /** Whether the message goes on as it is, or with marks. */
  public boolean goesOn() {
    return this == TAG || this == PASS;
  }
}
