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
package org.waypost.intake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;

/** The trace field that goes on top of every message accepted (RFC 5321 4.4). */
final class ReceivedHeader {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private ReceivedHeader() {}

  /**
   * The field, ending in CRLF.
   *
   * @param helo what the client said; null for a client that does not speak SMTP
   * @param client its address; null for Waypost itself
   * @param tls version and cipher, with a space between; null without TLS
   * @param with the protocol (RFC 3848, RFC 6531 4.3)
   * @param recipients the "for" clause is written when there is just one, so that no recipient
   *     learns of another (RFC 5321 7.6)
   */
  static byte[] of(
      String helo,
      InetAddress client,
      String tls,
      String hostname,
      String with,
      MessageId id,
      List<EmailAddress> recipients,
      Instant at) {
    StringBuilder field = new StringBuilder(256).append("Received: ");
    if (client != null) {
      String literal = literal(client);
      field.append("from ").append(helo == null ? literal : domain(helo));
      field.append(" (").append(literal).append(")\r\n\t");
      if (tls != null) {
        // No clause of RFC 5321 4.4 has a place for it: a comment, as other mail servers write it.
        field.append("(using ").append(tls.replace(" ", " with cipher ")).append(")\r\n\t");
      }
    }
    field.append("by ").append(hostname).append(" (Waypost) with ").append(with);
    field.append(" id ").append(id);
    if (recipients.size() == 1) {
      field.append("\r\n\tfor <").append(recipients.get(0)).append('>');
    }
    field.append(";\r\n\t").append(DATE.format(at)).append("\r\n");
    return field.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A client may say anything in HELO; only what cannot break the field's syntax is repeated. */
  private static String domain(String helo) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(helo.length(), 255); i++) {
      char c = helo.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ".-_:[]".indexOf(c) >= 0;
      clean.append(plain ? c : '?');
    }
    return clean.isEmpty() ? "unknown" : clean.toString();
  }

  private static String literal(InetAddress client) {
    String address = client.getHostAddress();
    int zone = address.indexOf('%');
    String bare = zone < 0 ? address : address.substring(0, zone);
    return client instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
  }
}
