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
package org.waypost.api.extension;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;

/**
 * What is known of a message beside its octets.
 *
 * @param id that the message has in trace, log and {@code Received}
 * @param receivedAt when it came in
 * @param origin how it came in
 * @param sender the reverse-path; may be the null sender
 * @param recipients forward-paths, 1 or more, after aliases
 * @param options what the sender asked for it
 * @param tags so far
 */
public record MailFacts(
    MessageId id,
    Instant receivedAt,
    Origin origin,
    EmailAddress sender,
    List<Recipient> recipients,
    MailOptions options,
    List<String> tags) {

  /** Copies the lists. */
  public MailFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(options, "options");
    recipients = List.copyOf(recipients);
    tags = List.copyOf(tags);
  }

  /**
   * How mail came in. What is not known, or does not apply, is null.
   *
   * @param source {@code SMTP}, {@code REST}, {@code JMS} or {@code BOUNCE}; others may come
   * @param client address of the client
   * @param helo what it said in HELO or EHLO
   * @param tls "version cipher" of the session's TLS, in stage {@code session} only
   * @param user who signed in
   * @param listener name of the SMTP listener
   */
  public record Origin(
      String source, InetAddress client, String helo, String tls, String user, String listener) {

    /** Checks that there is a source. */
    public Origin {
      Objects.requireNonNull(source, "source");
    }
  }
}
