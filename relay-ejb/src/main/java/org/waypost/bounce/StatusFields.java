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

import java.util.List;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.Reply;
import org.waypost.bounce.StatusReport.Action;
import org.waypost.bounce.StatusReport.Recipient;

/** The fields for programs (RFC 3464 2). */
final class StatusFields {

  private static final int FOLD_AT = 70;

  private StatusFields() {}

  static void write(Lines out, StatusReport report, boolean utf8) {
    if (report.envelopeId() != null) {
      out.line("Original-Envelope-Id: " + report.envelopeId());
    }
    out.line("Reporting-MTA: dns; " + report.hostname());
    out.line("X-Waypost-Id: " + report.id());
    out.line("Arrival-Date: " + DeliveryStatusNotification.date(report.arrivedAt()));
    out.line("");
    for (Recipient each : report.recipients()) {
      recipient(out, each, utf8);
      out.line("");
    }
  }

  private static void recipient(Lines out, Recipient recipient, boolean utf8) {
    String type = utf8 ? "utf-8" : "rfc822";
    if (recipient.original() != null) {
      int semicolon = recipient.original().indexOf(';');
      out.line(
          "Original-Recipient: "
              + recipient.original().substring(0, semicolon)
              + "; "
              + recipient.original().substring(semicolon + 1));
    }
    out.line("Final-Recipient: " + type + "; " + recipient.address());
    out.line("Action: " + recipient.action().word());
    out.line("Status: " + status(recipient));
    if (recipient.peer() != null) {
      out.line("Remote-MTA: dns; " + host(recipient.peer()));
    }
    diagnostic(out, recipient, utf8);
    if (recipient.lastAttemptAt() != null) {
      out.line("Last-Attempt-Date: " + DeliveryStatusNotification.date(recipient.lastAttemptAt()));
    }
    if (recipient.action() == Action.DELAYED && recipient.retryUntil() != null) {
      out.line("Will-Retry-Until: " + DeliveryStatusNotification.date(recipient.retryUntil()));
    }
  }

  /** Its class follows from the action (RFC 3464 2.3.4), whatever the peer's was. */
  static EnhancedStatus status(Recipient recipient) {
    EnhancedStatus own = recipient.reply().status();
    int statusClass =
        switch (recipient.action()) {
          case RELAYED, DELIVERED -> 2;
          case FAILED -> 5;
          case EXPIRED -> own != null && own.statusClass() == 5 ? 5 : 4;
          case DELAYED -> 4;
        };
    if (recipient.action() == Action.EXPIRED && own == null) {
      return new EnhancedStatus(4, 4, 7);
    }
    return own == null
        ? new EnhancedStatus(statusClass, 0, 0)
        : new EnhancedStatus(statusClass, own.subject(), own.detail());
  }

  private static void diagnostic(Lines out, Recipient recipient, boolean utf8) {
    Reply reply = recipient.reply();
    // RFC 3464 2.3.6: "smtp" is for what a peer said in SMTP.
    String type = recipient.peer() == null ? "x-waypost" : "smtp";
    String text = reply.toString();
    List<String> lines =
        Folding.fold(utf8 ? text : DeliveryStatusNotification.ascii(text), FOLD_AT);
    out.line("Diagnostic-Code: " + type + "; " + lines.get(0));
    lines.stream().skip(1).filter(line -> !line.isBlank()).forEach(line -> out.line("    " + line));
  }

  private static String host(String peer) {
    int bracket = peer.indexOf('[');
    return bracket > 0 ? peer.substring(0, bracket) : peer;
  }
}
