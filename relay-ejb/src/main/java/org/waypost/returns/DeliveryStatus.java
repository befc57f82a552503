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

/** Reads delivery status notifications (RFC 3464, RFC 6533). */
final class DeliveryStatus {

  private static final int MOST_RECIPIENTS = 1_000;

  private DeliveryStatus() {}

  static Optional<Report> read(MimePart mail) {
    return mail.first("message/delivery-status", "message/global-delivery-status")
        .map(part -> report(part.octets()));
  }

  private static Report report(String octets) {
    List<HeaderFields> groups = groups(octets);
    HeaderFields message = groups.isEmpty() ? HeaderFields.read("") : groups.get(0);
    List<About> about = new ArrayList<>();
    for (HeaderFields group : groups) {
      // Some put all fields into one group.
      if (group.has("final-recipient") || group.has("original-recipient")) {
        about.add(about(group));
      }
    }
    return new Report(
        overall(about),
        about,
        typed(message.first("reporting-mta")),
        message.first("original-envelope-id"),
        List.of());
  }

  /** Groups of fields with empty lines between. */
  private static List<HeaderFields> groups(String octets) {
    List<HeaderFields> groups = new ArrayList<>();
    String rest = octets;
    while (!rest.isBlank() && groups.size() < MOST_RECIPIENTS) {
      rest = withoutEmptyLines(rest);
      int end = HeaderFields.end(rest);
      groups.add(HeaderFields.read(rest.substring(0, end)));
      rest = rest.substring(end);
    }
    return groups;
  }

  private static String withoutEmptyLines(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
    return text.substring(at);
  }

  private static About about(HeaderFields group) {
    String last = address(group.first("final-recipient"));
    String original = address(group.first("original-recipient"));
    String status = group.first("status").split("[ (]", 2)[0];
    Kind kind =
        switch (group.first("action").toLowerCase(Locale.ROOT).split("[ (]", 2)[0]) {
          case "failed" -> Kind.BOUNCE;
          case "delayed" -> Kind.DELAY;
          case "delivered", "relayed", "expanded" -> Kind.SUCCESS;
          // RFC 3464 2.3.4: the class says it too.
          default -> status.startsWith("2") ? Kind.SUCCESS : Kind.BOUNCE;
        };
    return new About(
        last.isEmpty() ? original : last,
        original.isEmpty() || original.equalsIgnoreCase(last)
            ? Optional.empty()
            : Optional.of(original),
        kind,
        line(typed(group.first("diagnostic-code")), status));
  }

  /** The reply, with the status before it where it has no code of its own. */
  private static String line(String diagnostic, String status) {
    if (diagnostic.isEmpty()) {
      return status;
    }
    return diagnostic.matches("(?s)[245][.\\d].*") || status.isEmpty()
        ? diagnostic
        : status + " " + diagnostic;
  }

  /** A report that tells of a failure is a bounce, whatever else it tells. */
  private static Kind overall(List<About> about) {
    for (Kind kind : List.of(Kind.BOUNCE, Kind.DELAY, Kind.SUCCESS)) {
      if (about.stream().anyMatch(each -> each.kind() == kind)) {
        return kind;
      }
    }
    return Kind.BOUNCE;
  }

  /** What stands behind the type and its semicolon. */
  private static String typed(String value) {
    int semicolon = value.indexOf(';');
    return value.substring(semicolon + 1).strip();
  }

  private static String address(String value) {
    String address = typed(value);
    return address.startsWith("<") && address.endsWith(">")
        ? address.substring(1, address.length() - 1)
        : address;
  }
}
