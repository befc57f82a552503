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
import org.waypost.api.mail.Reply;
import org.waypost.bounce.StatusReport.Action;
import org.waypost.bounce.StatusReport.Recipient;

/** The text for people: who did not get the message, why, and what to do. */
final class HumanText {

  private static final int WIDTH = 72;

  private HumanText() {}

  static void write(Lines out, StatusReport report) {
    boolean utf8 = report.isInternational();
    out.line("This is the mail system at " + report.hostname() + ".");
    group(out, report, Action.FAILED, utf8, "Your message could not be delivered to:");
    group(
        out,
        report,
        Action.EXPIRED,
        utf8,
        "Your message could not be delivered in time, and is not tried any more, to:");
    group(out, report, Action.DELAYED, utf8, "Your message has not been delivered yet to:");
    group(
        out,
        report,
        Action.RELAYED,
        utf8,
        "Your message was handed to a mail system that may not tell you of its delivery, for:");
    group(out, report, Action.DELIVERED, utf8, "Your message was delivered to:");
    out.line("");
    paragraph(out, advice(report));
    out.line("");
    out.line("Message arrived: " + DeliveryStatusNotification.date(report.arrivedAt()));
    out.line("Waypost id:      " + report.id());
    out.line("");
  }

  private static void group(
      Lines out, StatusReport report, Action action, boolean utf8, String heading) {
    List<Recipient> those =
        report.recipients().stream().filter(each -> each.action() == action).toList();
    if (those.isEmpty()) {
      return;
    }
    out.line("");
    paragraph(out, heading);
    for (Recipient each : those) {
      out.line("");
      out.line("  <" + each.address() + ">");
      String text = said(each);
      for (String line :
          Folding.fold(utf8 ? text : DeliveryStatusNotification.ascii(text), WIDTH - 4)) {
        out.line("    " + line);
      }
      if (action == Action.DELAYED && each.retryUntil() != null) {
        out.line("    It is tried until " + DeliveryStatusNotification.date(each.retryUntil()));
      }
    }
  }

  private static String said(Recipient recipient) {
    Reply reply = recipient.reply();
    return recipient.peer() == null ? reply.text() : recipient.peer() + ": " + reply;
  }

  private static String advice(StatusReport report) {
    if (!report.hasFailure() && report.recipients().stream().noneMatch(HumanText::isDelayed)) {
      return "You need not do anything: you are told because your mail program asked for it.";
    }
    if (!report.hasFailure()) {
      return "You need not do anything: delivery is tried again. You will hear from this system"
          + " if it does not succeed.";
    }
    return "Please check the addresses above. If they are right, tell the people or the"
        + " postmaster there by another way, and show them the reason above. You need not send"
        + " the message again to anybody who is not listed here.";
  }

  private static boolean isDelayed(Recipient recipient) {
    return recipient.action() == Action.DELAYED;
  }

  private static void paragraph(Lines out, String text) {
    Folding.fold(text, WIDTH).forEach(out::line);
  }
}
