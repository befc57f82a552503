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
package org.waypost.explain;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.waypost.api.mail.EmailAddress;
import org.waypost.json.JsonMembers;
import org.waypost.routing.RoutingRequest;

/**
 * What is asked.
 *
 * @param sender the null sender unless it is given
 * @param recipient needed
 * @param user who hands it in; null for nobody
 * @param tags given with it
 * @param headers values by the name in lower case
 * @param dns whether mail exchangers are looked up, and what they demand of TLS
 * @param requireTls whether the mail requires TLS (RFC 8689 2)
 */
record Question(
    EmailAddress sender,
    EmailAddress recipient,
    String user,
    List<String> tags,
    Map<String, List<String>> headers,
    boolean dns,
    boolean requireTls) {

  static Question of(JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    EmailAddress recipient = members.required("recipient", EmailAddress::parse);
    if (recipient.isNullSender()) {
      throw members.fault("recipient", "an address");
    }
    EmailAddress sender =
        members.text(
            "sender",
            EmailAddress.NULL_SENDER,
            text -> text.equals("<>") ? EmailAddress.NULL_SENDER : EmailAddress.parse(text));
    String user = members.text("user", null, Function.identity());
    List<String> tags = members.oneOrMore("tags", Function.identity());
    Map<String, List<String>> headers = new LinkedHashMap<>();
    JsonMembers fields = members.object("headers");
    for (String name : fields.names()) {
      headers.put(name.toLowerCase(Locale.ROOT), fields.oneOrMore(name, Function.identity()));
    }
    boolean dns = members.flag("dns", false);
    boolean requireTls = members.flag("requireTls", false);
    members.end();
    return new Question(sender, recipient, user, tags, headers, dns, requireTls);
  }

  /** Whether a header field says that it is rather to arrive than to be secured (RFC 8689 5). */
  boolean tlsOptional() {
    return headers.getOrDefault("tls-required", List.of()).stream()
        .anyMatch(value -> value.strip().equalsIgnoreCase("no"));
  }

  /** The same for another recipient. */
  RoutingRequest request(EmailAddress to) {
    return new RoutingRequest(
        sender,
        to,
        user,
        tags,
        name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
  }
}
