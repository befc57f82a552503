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

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Metadata;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.MailContent;
import org.waypost.extensions.Filtered;
import org.waypost.queue.MailHeader;

/**
 * Mail that is handed in, whichever way.
 *
 * @param sender the reverse-path
 * @param recipients forward-paths, 1 or more, each with what was asked for it
 * @param content the octets
 * @param origin how it came in
 * @param client address of the client; null for Waypost itself
 * @param with the protocol for the Received field
 * @param tls "version cipher" that it came in under; null without TLS
 * @param options what the sender asked for the message
 * @param tags to find it by
 * @param metadata what the application noted on it
 */
public record IncomingMail(
    EmailAddress sender,
    List<Recipient> recipients,
    MailContent content,
    MailHeader.Origin origin,
    InetAddress client,
    String with,
    String tls,
    MailOptions options,
    List<String> tags,
    Metadata metadata) {

  /** Drops recipients that are named again; what was asked first stands. */
  public IncomingMail {
    recipients = List.copyOf(firstOfEach(recipients));
    Objects.requireNonNull(options, "Mail has options, if none");
    tags = List.copyOf(tags);
    Objects.requireNonNull(metadata, "Mail has metadata, if none");
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("Mail has a recipient");
    }
  }

  /** Mail on which nothing was noted. */
  public IncomingMail(
      EmailAddress sender,
      List<Recipient> recipients,
      MailContent content,
      MailHeader.Origin origin,
      InetAddress client,
      String with,
      String tls,
      MailOptions options,
      List<String> tags) {
    this(sender, recipients, content, origin, client, with, tls, options, tags, Metadata.NONE);
  }

  /** The same mail for others. */
  IncomingMail withRecipients(List<Recipient> others) {
    return new IncomingMail(
        sender, others, content, origin, client, with, tls, options, tags, metadata);
  }

  /** As content filters leave it. */
  IncomingMail as(Filtered filtered) {
    return new IncomingMail(
        filtered.facts().sender(),
        filtered.facts().recipients(),
        filtered.content(),
        origin,
        client,
        with,
        tls,
        options,
        filtered.facts().tags(),
        metadata);
  }

  /** The addresses of the recipients. */
  public List<EmailAddress> addresses() {
    return recipients.stream().map(Recipient::address).toList();
  }

  private static Collection<Recipient> firstOfEach(List<Recipient> recipients) {
    Map<EmailAddress, Recipient> first = new LinkedHashMap<>();
    recipients.forEach(each -> first.putIfAbsent(each.address(), each));
    return first.values();
  }
}
