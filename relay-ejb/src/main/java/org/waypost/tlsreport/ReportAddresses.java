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

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waypost.api.mail.EmailAddress;

/** Where a domain wants its reports (RFC 8460 3). Immutable. */
record ReportAddresses(List<EmailAddress> mail, List<URI> https) {

  private static final int MOST = 10;

  /** Of TXT records; empty unless there is exactly one, and a sound one. */
  static ReportAddresses of(List<String> texts) {
    List<String> records =
        texts.stream().filter(text -> text.matches("v=TLSRPTv1[ \\t]*;.*")).toList();
    List<EmailAddress> mail = new ArrayList<>();
    List<URI> https = new ArrayList<>();
    if (records.size() == 1) {
      for (String field : records.get(0).split(";")) {
        String text = field.strip();
        if (text.startsWith("rua=")) {
          for (String uri : text.substring(4).split(",")) {
            if (mail.size() + https.size() < MOST) {
              add(uri.strip(), mail, https);
            }
          }
        }
      }
    }
    return new ReportAddresses(List.copyOf(mail), List.copyOf(https));
  }

  private static void add(String uri, List<EmailAddress> mail, List<URI> https) {
    try {
      if (uri.toLowerCase(Locale.ROOT).startsWith("mailto:")) {
        String address = uri.substring(7).split("\\?")[0].replace("+", "%2B");
        mail.add(EmailAddress.parse(URLDecoder.decode(address, StandardCharsets.UTF_8)));
      } else if (uri.toLowerCase(Locale.ROOT).startsWith("https:")) {
        URI url = URI.create(uri);
        if (url.getHost() != null) {
          https.add(url);
        }
      }
    } catch (IllegalArgumentException e) {
      // One that is malformed leaves the others alone.
      System.getLogger(ReportAddresses.class.getName())
          .log(System.Logger.Level.DEBUG, "Not an address for TLS reports", e);
    }
  }

  boolean isEmpty() {
    return mail.isEmpty() && https.isEmpty();
  }
}
