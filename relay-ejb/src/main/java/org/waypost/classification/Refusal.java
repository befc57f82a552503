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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.Reply;

/**
 * What is classified.
 *
 * @param code reply code; 0 where there is none
 * @param status enhanced status code; null without one
 * @param host name of the peer in lower case; null where nobody was reached
 * @param text without the codes, on one line; at most 2,000 characters
 */
public record Refusal(int code, EnhancedStatus status, String host, String text) {

  private static final int MOST = 2_000;
  private static final Pattern CODES =
      Pattern.compile("\\s*(?:([245]\\d\\d)[ -]+)?(?:#?([245]\\.\\d{1,3}\\.\\d{1,3})[ :-]*)?");

  /** Cuts the text. */
  public Refusal {
    Objects.requireNonNull(text, "text");
    text = text.length() > MOST ? text.substring(0, MOST) : text;
    host = host == null ? null : host.toLowerCase(Locale.ROOT);
  }

  /**
   * Of a reply.
   *
   * @param peer {@code mx.example.net[192.0.2.1]:25}, or null
   */
  public static Refusal of(Reply reply, String peer) {
    String text = reply.text().replace('\n', ' ');
    if (reply.status() != null) {
      return new Refusal(reply.code(), reply.status(), host(peer), text);
    }
    return parse(reply.code() + " " + text, peer);
  }

  /**
   * Reads a reply on one line, as the trace has it or a notification quotes it: codes first, each
   * if it is there.
   */
  public static Refusal parse(String line, String peer) {
    String cut = line.length() > MOST ? line.substring(0, MOST) : line;
    Matcher matcher = CODES.matcher(cut);
    if (!matcher.lookingAt()) {
      return new Refusal(0, null, host(peer), cut);
    }
    EnhancedStatus status =
        matcher.group(2) == null ? null : EnhancedStatus.atStartOf(matcher.group(2)).orElse(null);
    int code =
        matcher.group(1) != null
            ? Integer.parseInt(matcher.group(1))
            : status == null ? 0 : status.statusClass() * 100 + 50;
    return new Refusal(code, status, host(peer), cut.substring(matcher.end()));
  }

  private static String host(String peer) {
    if (peer == null) {
      return null;
    }
    int bracket = peer.indexOf('[');
    int colon = peer.indexOf(':');
    if (bracket > 0) {
      return peer.substring(0, bracket);
    }
    return bracket < 0 && colon > 0 ? peer.substring(0, colon) : peer;
  }
}
