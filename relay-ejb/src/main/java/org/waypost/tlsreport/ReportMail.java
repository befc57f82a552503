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
package org.waypost.tlsreport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.waypost.api.mail.EmailAddress;

/** The message that carries a report (RFC 8460 5.3). */
final class ReportMail {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private ReportMail() {}

  static byte[] of(TlsReport report, EmailAddress from, EmailAddress to, Instant now) {
    String domain = report.key().domain();
    String boundary = "=_" + report.id();
    String text =
        lines(
            "From: Waypost <" + from + ">",
            "To: <" + to + ">",
            "Date: " + DATE.format(now.atOffset(ZoneOffset.UTC)),
            "Message-ID: <" + report.id() + "@" + report.submitter() + ">",
            "Subject: Report Domain: " + domain,
            " Submitter: " + report.submitter(),
            " Report-ID: <" + report.id() + "@" + report.submitter() + ">",
            "TLS-Report-Domain: " + domain,
            "TLS-Report-Submitter: " + report.submitter(),
            // RFC 8460 3: a report about TLS that fails must arrive where TLS fails.
            "TLS-Required: No",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=\"tlsrpt\";",
            " boundary=\"" + boundary + "\"",
            "",
            "--" + boundary,
            "Content-Type: text/plain; charset=us-ascii",
            "",
            "This is a TLS report from " + report.submitter() + " about mail to",
            domain + " on " + report.key().day() + " (UTC). See RFC 8460.",
            "",
            "--" + boundary,
            "Content-Type: application/tlsrpt+gzip",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;",
            " filename=\"" + report.fileName() + "\"",
            "",
            Base64.getMimeEncoder().encodeToString(report.packed()),
            "--" + boundary + "--");
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
