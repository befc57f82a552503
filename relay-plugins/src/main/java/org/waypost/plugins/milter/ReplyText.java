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
package org.waypost.plugins.milter;

import java.net.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.Reply;

/** Reads the reply that a milter wants to be given ({@code SMFIR_REPLYCODE}). */
final class ReplyText {

  private static final Pattern LINE =
      Pattern.compile("([45]\\d\\d)[ -](?:([45]\\.\\d{1,3}\\.\\d{1,3})(?: |$))?(.*)");

  private ReplyText() {}

  /** Reads such as {@code 550 5.7.1 no}, also of several lines. */
  static Reply parse(String text) throws ProtocolException {
    StringBuilder words = new StringBuilder();
    Matcher first = null;
    for (String each : text.split("\r?\n")) {
      Matcher line = LINE.matcher(each);
      if (!line.matches()) {
        throw new ProtocolException("The milter's reply is not one of SMTP");
      }
      first = first == null ? line : first;
      words.append(words.length() == 0 ? "" : "\n").append(line.group(3));
    }
    if (first == null) {
      throw new ProtocolException("The milter's reply is empty");
    }
    int code = Integer.parseInt(first.group(1));
    EnhancedStatus status =
        first.group(2) == null ? null : EnhancedStatus.atStartOf(first.group(2)).orElse(null);
    return new Reply(code, status, words.toString());
  }
}
