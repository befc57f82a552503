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
    Texts texts = report.texts();
    out.line(texts.get("intro", report.hostname()));
    group(out, report, Action.FAILED, utf8, "failed");
    group(out, report, Action.EXPIRED, utf8, "expired");
    group(out, report, Action.DELAYED, utf8, "delayed");
    group(out, report, Action.RELAYED, utf8, "relayed");
    group(out, report, Action.DELIVERED, utf8, "delivered");
    out.line("");
    paragraph(out, texts.get(advice(report)));
    out.line("");
    out.line(texts.get("arrived", DeliveryStatusNotification.date(report.arrivedAt())));
    out.line(texts.get("id", report.id()));
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
    paragraph(out, report.texts().get(heading));
    for (Recipient each : those) {
      out.line("");
      out.line("  <" + each.address() + ">");
      String text = said(each);
      for (String line :
          Folding.fold(utf8 ? text : DeliveryStatusNotification.ascii(text), WIDTH - 4)) {
        out.line("    " + line);
      }
      if (action == Action.DELAYED && each.retryUntil() != null) {
        out.line(
            "    "
                + report.texts().get("until", DeliveryStatusNotification.date(each.retryUntil())));
      }
    }
  }

  private static String said(Recipient recipient) {
    Reply reply = recipient.reply();
    return recipient.peer() == null ? reply.text() : recipient.peer() + ": " + reply;
  }

  private static String advice(StatusReport report) {
    if (report.aboutNotification()) {
      return "advice.double";
    }
    if (!report.hasFailure() && report.recipients().stream().noneMatch(HumanText::isDelayed)) {
      return "advice.none";
    }
    return report.hasFailure() ? "advice.failed" : "advice.delayed";
  }

  private static boolean isDelayed(Recipient recipient) {
    return recipient.action() == Action.DELAYED;
  }

  private static void paragraph(Lines out, String text) {
    Folding.fold(text, WIDTH).forEach(out::line);
  }
}
