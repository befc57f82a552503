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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.returns.Report.About;
import org.waypost.returns.Report.Kind;

/** Reads reports of abuse (ARF, RFC 5965). */
final class AbuseReport {

  private AbuseReport() {}

  static Optional<Report> read(MimePart mail) {
    return mail.first("message/feedback-report").map(part -> report(mail, part.octets()));
  }

  private static Report report(MimePart mail, String octets) {
    HeaderFields fields = HeaderFields.read(octets.strip());
    String type = fields.first("feedback-type").toLowerCase(Locale.ROOT);
    Kind kind =
        switch (type) {
          case "not-spam" -> Kind.NO_COMPLAINT;
          // RFC 6591: a report about failed authentication, which no receiver complained of.
          case "auth-failure" -> Kind.OTHER;
          default -> Kind.COMPLAINT;
        };
    List<About> about = new ArrayList<>();
    for (String name : List.of("original-rcpt-to", "removal-recipient")) {
      String address = fields.first(name).replaceAll("[<>]", "").strip();
      if (!address.isEmpty()) {
        about.add(
            new About(
                address, Optional.empty(), kind, "feedback: " + (type.isEmpty() ? "abuse" : type)));
      }
    }
    String agent = fields.first("user-agent");
    String reporter = fields.first("reporting-mta");
    String from = mail.fields().first("from");
    return new Report(
        kind,
        about,
        reporter.isEmpty() ? (agent.isEmpty() ? from : agent) : reporter.replaceFirst("^\\w+;", ""),
        fields.first("original-envelope-id"),
        List.of());
  }

  /**
   * The sender that the mail was sent with, which may be made by VERP; empty when it is not told.
   */
  static String mailFrom(MimePart mail) {
    return mail.first("message/feedback-report")
        .map(part -> HeaderFields.read(part.octets().strip()).first("original-mail-from"))
        .map(value -> value.replaceAll("[<>]", "").strip())
        .orElse("");
  }
}
