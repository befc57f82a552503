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
package org.waypost.returns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.smtp.MailContent;
import org.waypost.returns.Report.Kind;

/** Reads mail that came back. */
final class ReportReader {

  private static final int MOST_OCTETS = 512 * 1024;
  private static final int MOST_IDS = 20;
  private static final Pattern OWN_ID = Pattern.compile("\\b([0-7][0-9a-hjkmnp-tv-z]{25})\\b");
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?mi)^Message-ID:\\s{0,4}(<[^<>\\s]{1,398}>)");

  private ReportReader() {}

  /**
   * What was read.
   *
   * @param report what it says
   * @param ownIds what looks like ids of ours, in the order in which they appear
   * @param mailFrom the sender that the mail was sent with, where a report of abuse says so; else
   *     empty
   */
  record Reading(Report report, List<String> ownIds, String mailFrom) {
    /** Copies the ids. */
    Reading {
      ownIds = List.copyOf(ownIds);
    }
  }

  /** Reads the first 512 KiB. */
  static Reading read(MailContent content) throws IOException {
    try (InputStream in = content.open()) {
      return read(new String(in.readNBytes(MOST_OCTETS), StandardCharsets.ISO_8859_1));
    }
  }

  static Reading read(String octets) {
    MimePart mail = MimePart.read(octets);
    Report report =
        AbuseReport.read(mail)
            .or(() -> DeliveryStatus.read(mail))
            .orElseGet(
                () ->
                    AutoReply.is(mail)
                        ? Report.of(Kind.AUTO_REPLY)
                        : TextBounce.read(mail).orElseGet(() -> Report.of(Kind.OTHER)));
    // Its own header says nothing about the mail that came back.
    String body = octets.substring(HeaderFields.end(octets)) + decoded(mail);
    return new Reading(
        report.naming(all(MESSAGE_ID, body)), all(OWN_ID, body), AbuseReport.mailFrom(mail));
  }

  /** The copy of the mail, where that is encoded. */
  private static String decoded(MimePart mail) {
    return mail.first(
            "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
        .map(part -> "\n" + part.octets())
        .orElse("");
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (found.size() < MOST_IDS && matcher.find()) {
      if (!found.contains(matcher.group(1))) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
