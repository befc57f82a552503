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
package org.waypost.scheduling;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.RecipientOutcome;

/**
 * What a reply of a peer does to its site.
 *
 * <p>Patterns are those of RE2, whose time is linear in the text: a peer writes the text, and an
 * administrator the pattern.
 *
 * @param code of the reply, such as "421", or its first digits; empty for any that is not positive
 * @param status the enhanced code (RFC 3463), such as "4.7.0", or its first parts, such as "4.7";
 *     empty for any
 * @param text found somewhere in the reply's text; nothing for any
 * @param action what is done
 * @param time how long; not for SHRINK
 * @param ofSource whether it is done to the source address alone that the message left from, if
 *     that is one of ours; only for SUSPEND
 */
public record ReplyRule(
    String code,
    String status,
    Optional<Pattern> text,
    Action action,
    Optional<Duration> time,
    boolean ofSource) {

  /** Of longer texts the rest is not looked at. */
  static final int LOOKED_AT = 500;

  /** What is done to a site. */
  public enum Action {
    /** Half as many attempts at a time. */
    SHRINK,
    /** No attempts for some time. */
    PAUSE,
    /** No attempts for some time, and then one that shows whether more make sense. */
    SUSPEND
  }

  /** Checks that a time is given where one is needed. */
  public ReplyRule {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(time, "time");
    if ((action == Action.SHRINK) == time.isPresent()) {
      throw new IllegalArgumentException("A pause or a suspension has a time, and no other has");
    }
    if (ofSource && action != Action.SUSPEND) {
      throw new IllegalArgumentException("What is done to a source is a suspension");
    }
  }

  /** A rule of the site. */
  public ReplyRule(
      String code, String status, Optional<Pattern> text, Action action, Optional<Duration> time) {
    this(code, status, text, action, time, false);
  }

  /** Whether it is done to a source address, and not to the site. */
  boolean isForSource(RecipientOutcome outcome) {
    return ofSource && outcome.localEnd() != null && outcome.localEnd().source() != null;
  }

  /** Whether this reply is meant. */
  boolean matches(Reply reply) {
    if (reply.isPositive() || !Integer.toString(reply.code()).startsWith(code)) {
      return false;
    }
    if (!status.isEmpty()
        && (reply.status() == null || !(reply.status() + ".").startsWith(status + "."))) {
      return false;
    }
    String said = reply.text();
    return text.isEmpty()
        || text.get()
            .matcher(said.length() > LOOKED_AT ? said.substring(0, LOOKED_AT) : said)
            .find();
  }
}
