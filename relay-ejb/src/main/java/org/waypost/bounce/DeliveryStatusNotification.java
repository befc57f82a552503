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

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.bounce.StatusReport.Action;

/**
 * Delivery status notifications (RFC 3464): a {@code multipart/report} (RFC 6522) of a text for
 * people, fields for programs, and the original or its header.
 */
public final class DeliveryStatusNotification {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DeliveryStatusNotification() {}

  /**
   * The octets of a notification, header and body, CRLF line ends, no line over 998 octets.
   *
   * @param report what to tell
   * @param id of the notification itself
   * @param date of the notification
   */
  public static byte[] build(StatusReport report, MessageId id, Instant date) {
    boolean utf8 = report.isInternational();
    Returned original = Returned.of(report.original(), utf8);
    // The id is random; besides, no line of the parts begins with a hyphen.
    String boundary = "=_" + id;
    Lines out = new Lines();
    header(
        out,
        report.sender(),
        report.texts().get(subject(report)),
        report.hostname(),
        id,
        date,
        boundary,
        utf8 || original.eightBit());

    out.line("--" + boundary);
    Lines words = new Lines();
    HumanText.write(words, report);
    TextPart.write(out, words.toByteArray(), report.language(), utf8);

    out.line("--" + boundary);
    // RFC 6533 4: addresses beyond ASCII take the global types.
    out.line("Content-Type: message/" + (utf8 ? "global-delivery-status" : "delivery-status"));
    out.line("Content-Transfer-Encoding: " + (utf8 ? "8bit" : "7bit"));
    out.line("Content-Description: Delivery report");
    out.line("");
    StatusFields.write(out, report, utf8);

    out.line("--" + boundary);
    out.line("Content-Type: " + original.type());
    out.line("Content-Transfer-Encoding: " + (original.eightBit() ? "8bit" : "7bit"));
    out.line("Content-Description: " + original.description());
    out.line("");
    out.octets(original.octets());
    out.line("");
    out.line("--" + boundary + "--");
    return out.toByteArray();
  }

  static void header(
      Lines out,
      EmailAddress to,
      String subject,
      String hostname,
      MessageId id,
      Instant date,
      String boundary,
      boolean eight) {
    out.line("From: Mail Delivery System <MAILER-DAEMON@" + hostname + ">");
    out.line("To: <" + to + ">");
    out.line("Subject: " + encoded(subject));
    out.line("Date: " + date(date));
    out.line("Message-ID: <" + id + "@" + hostname + ">");
    // RFC 3834 5: so that no vacation responder answers.
    out.line("Auto-Submitted: auto-replied");
    out.line("MIME-Version: 1.0");
    out.line("Content-Type: multipart/report; report-type=delivery-status;");
    out.line("\tboundary=\"" + boundary + "\"");
    out.line("Content-Transfer-Encoding: " + (eight ? "8bit" : "7bit"));
    out.line("");
    out.line("This is a delivery status notification in MIME format.");
    out.line("");
  }

  private static String subject(StatusReport report) {
    if (report.aboutNotification()) {
      return "subject.double";
    }
    if (report.hasFailure()) {
      return "subject.failed";
    }
    if (report.isOnly(Action.DELIVERED)) {
      return "subject.delivered";
    }
    return report.recipients().stream().anyMatch(each -> each.action() == Action.DELAYED)
        ? "subject.delayed"
        : "subject.relayed";
  }

  /** RFC 2047, as a header is ASCII wherever the next hop may not take more. */
  static String encoded(String words) {
    try {
      return MimeUtility.encodeText(words, "UTF-8", null);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java platform has UTF-8", e);
    }
  }

  static String date(Instant at) {
    return DATE.format(at);
  }

  /** Only ASCII, so that a part that was announced as 7-bit is. */
  static String ascii(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return new String(octets, StandardCharsets.US_ASCII);
  }
}
