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
package org.waypost.test.relay;

import java.nio.charset.StandardCharsets;

/** Mail that comes back, as other systems write it. */
final class ComingBack {

  private ComingBack() {}

  /** A notification of RFC 3464: there is no such user. */
  static byte[] notification(String recipient) {
    return octets(
        """
        From: Mail Delivery System <MAILER-DAEMON@far.test>
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; far.test

        Final-Recipient: rfc822; RECIPIENT
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 No such user

        --b--
        """
            .replace("RECIPIENT", recipient));
  }

  /** What qmail writes, which is no MIME at all. */
  static byte[] byQmail(String recipient, String reason) {
    return octets(
        """
        From: MAILER-DAEMON@far.test
        Subject: failure notice

        Hi. This is the qmail-send program at far.test.
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <RECIPIENT>:
        Gone REASON

        --- Below this line is a copy of the message.

        Subject: By REST
        """
            .replace("RECIPIENT", recipient)
            .replace("REASON", reason));
  }

  /** A report of abuse (RFC 5965). */
  static byte[] complaint(String recipient, String sender) {
    return octets(
        """
        From: fbl@far.test
        Subject: FW: By REST
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="b"

        --b
        Content-Type: text/plain

        This is an email abuse report.
        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Example/1
        Version: 1
        Original-Mail-From: <SENDER>
        Original-Rcpt-To: <RECIPIENT>

        --b
        Content-Type: message/rfc822

        Subject: By REST

        Hello
        --b--
        """
            .replace("SENDER", sender)
            .replace("RECIPIENT", recipient));
  }

  private static byte[] octets(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
