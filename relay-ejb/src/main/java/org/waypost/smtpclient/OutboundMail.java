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
package org.waypost.smtpclient;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.MailContent;

/**
 * A message to hand to a next hop.
 *
 * @param id for the log
 * @param sender the reverse-path; may be the null sender
 * @param recipients 1 or more; a recipient that is named twice is sent once
 * @param content the octets, with CRLF line ends unless the options say that it is binary; read
 *     once for each transaction, and once before
 * @param options what the sender asked for it
 */
public record OutboundMail(
    MessageId id,
    EmailAddress sender,
    List<Recipient> recipients,
    MailContent content,
    MailOptions options) {

  /**
   * Copies the recipients.
   *
   * @throws IllegalArgumentException when there are none, or one is the null sender
   */
  public OutboundMail {
    Objects.requireNonNull(id, "Mail has an id");
    Objects.requireNonNull(sender, "Mail has a sender, if the null sender");
    Objects.requireNonNull(content, "Mail has a content");
    Objects.requireNonNull(options, "Mail has options, if none");
    recipients = List.copyOf(firstOfEach(recipients));
    if (recipients.isEmpty()
        || recipients.stream().anyMatch(each -> each.address().isNullSender())) {
      throw new IllegalArgumentException("Mail has recipients, and none is the null sender");
    }
  }

  /** Whether the content is no text, and goes by BDAT only (RFC 3030 3). */
  boolean isBinary() {
    return options.body() == BodyType.BINARYMIME;
  }

  private static Collection<Recipient> firstOfEach(List<Recipient> recipients) {
    Map<EmailAddress, Recipient> first = new LinkedHashMap<>();
    recipients.forEach(each -> first.putIfAbsent(each.address(), each));
    return first.values();
  }
}
