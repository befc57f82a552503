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
package org.waypost.plugins.rspamd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What Rspamd is told beside the message; what is empty is not told.
 *
 * @param queueId the message's id
 * @param from the reverse-path, without brackets
 * @param recipients the forward-paths, without brackets
 * @param ip the client's address
 * @param helo the name that the client gave
 * @param hostname the name of the client that is known of its address
 * @param user who signed in
 */
public record RspamdRequest(
    String queueId,
    String from,
    List<String> recipients,
    String ip,
    String helo,
    String hostname,
    String user) {

  /** Copies the recipients. */
  public RspamdRequest {
    Objects.requireNonNull(queueId, "queueId");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(ip, "ip");
    Objects.requireNonNull(helo, "helo");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(user, "user");
    recipients = List.copyOf(recipients);
  }

  /** Names and values of the request's fields, one after the other. */
  String[] fields() {
    List<String> fields = new ArrayList<>();
    add(fields, "Queue-Id", queueId);
    // Rspamd takes "<>" for the null sender, and no field at all for a sender that is not known.
    add(fields, "From", from.isEmpty() ? "<>" : from);
    recipients.forEach(each -> add(fields, "Rcpt", each));
    add(fields, "IP", ip);
    add(fields, "Helo", helo);
    add(fields, "Hostname", hostname);
    add(fields, "User", user);
    return fields.toArray(String[]::new);
  }

  /** Fields of HTTP are ASCII (RFC 9110 5.5); an address in other letters is not told. */
  private static void add(List<String> fields, String name, String value) {
    boolean sendable =
        !value.isEmpty()
            && StandardCharsets.US_ASCII.newEncoder().canEncode(value)
            && value.chars().noneMatch(Character::isISOControl);
    if (sendable) {
      fields.add(name);
      fields.add(value);
    }
  }
}
