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
package org.waypost.bounce;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.MessageId;

/**
 * One notification about many messages, where a storm of them was due to one sender: a {@code
 * multipart/report} as any other, with the message's id at each recipient, and no original.
 */
public final class SummaryNotification {

  private SummaryNotification() {}

  /**
   * The octets of a notification.
   *
   * @param notices those that are listed
   * @param more how many are not
   * @param language of the text for people
   * @param id of the notification itself
   */
  public static byte[] build(
      EmailAddress sender,
      List<CollectedNotice> notices,
      long more,
      String hostname,
      String language,
      MessageId id,
      Instant date) {
    boolean utf8 =
        sender.needsSmtpUtf8() || notices.stream().anyMatch(each -> !isAscii(each.recipient()));
    Texts texts = Texts.in(language);
    String boundary = "=_" + id;
    Lines out = new Lines();
    DeliveryStatusNotification.header(
        out,
        sender,
        texts.get("subject.many", notices.size() + more),
        hostname,
        id,
        date,
        boundary,
        utf8);
    out.line("--" + boundary);
    TextPart.write(out, words(notices, more, hostname, texts, utf8), language, utf8);
    out.line("--" + boundary);
    out.line("Content-Type: message/" + (utf8 ? "global-delivery-status" : "delivery-status"));
    out.line("Content-Transfer-Encoding: " + (utf8 ? "8bit" : "7bit"));
    out.line("Content-Description: Delivery report");
    out.line("");
    out.line("Reporting-MTA: dns; " + hostname);
    for (CollectedNotice each : notices) {
      fields(out, each, utf8);
    }
    out.line("");
    out.line("--" + boundary + "--");
    return out.toByteArray();
  }

  private static byte[] words(
      List<CollectedNotice> notices, long more, String hostname, Texts texts, boolean utf8) {
    Lines words = new Lines();
    words.line(texts.get("intro", hostname));
    words.line("");
    Folding.fold(texts.get("many"), 72).forEach(words::line);
    for (CollectedNotice each : notices) {
      words.line("");
      words.line("  <" + each.recipient() + "> (" + each.action() + ", " + each.messageId() + ")");
      Folding.fold(text(each.reply(), utf8), 68).forEach(line -> words.line("    " + line));
    }
    if (more > 0) {
      words.line("");
      words.line(texts.get("many.more", more));
    }
    words.line("");
    return words.toByteArray();
  }

  private static void fields(Lines out, CollectedNotice notice, boolean utf8) {
    out.line("");
    out.line("Final-Recipient: " + (utf8 ? "utf-8" : "rfc822") + "; " + notice.recipient());
    out.line("Action: " + notice.action());
    out.line("Status: " + status(notice));
    List<String> lines = Folding.fold(text(notice.reply(), utf8), 70);
    out.line("Diagnostic-Code: x-waypost; " + lines.get(0));
    lines.stream().skip(1).filter(line -> !line.isBlank()).forEach(line -> out.line("    " + line));
    out.line("Last-Attempt-Date: " + DeliveryStatusNotification.date(notice.at()));
    out.line("X-Waypost-Id: " + notice.messageId());
  }

  private static String status(CollectedNotice notice) {
    int statusClass =
        switch (notice.action().toLowerCase(Locale.ROOT)) {
          case "failed" -> 5;
          case "delayed" -> 4;
          default -> 2;
        };
    String[] words = notice.reply().split(" ", 3);
    return words.length < 2
        ? statusClass + ".0.0"
        : EnhancedStatus.atStartOf(words[1])
            .map(own -> new EnhancedStatus(statusClass, own.subject(), own.detail()).toString())
            .orElse(statusClass + ".0.0");
  }

  private static String text(String reply, boolean utf8) {
    return utf8 ? reply : DeliveryStatusNotification.ascii(reply);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
