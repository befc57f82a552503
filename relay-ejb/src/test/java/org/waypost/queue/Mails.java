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
package org.waypost.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;
import org.waypost.api.mail.Recipient;

/** Mail for tests. */
public final class Mails {

  /** Octets of a small message. */
  public static final String TEXT = "Subject: Hello\r\nMessage-ID: <1@a>\r\n\r\nBody\r\n";

  private Mails() {}

  /** Recipients for whom nothing was asked. */
  public static List<Recipient> to(String... addresses) {
    return List.of(addresses).stream().map(EmailAddress::parse).map(Recipient::of).toList();
  }

  /** Addresses. */
  public static List<EmailAddress> addresses(String... addresses) {
    return List.of(addresses).stream().map(EmailAddress::parse).toList();
  }

  /** A message of now from {@code from@sender.example}. */
  public static MailHeader header(int recipients) {
    return header("from@sender.example", recipients, TEXT.length());
  }

  /** A message of now. */
  public static MailHeader header(String from, int recipients, long size) {
    MessageId id = MessageId.next();
    return new MailHeader(
        id,
        id.time(),
        EmailAddress.parse(from),
        new MailHeader.Origin("SMTP", "192.0.2.7", "client.example", null, "relay"),
        "Hello",
        "<1@a>",
        List.of("blue", "green"),
        new Metadata(Map.of("order", "4711")),
        recipients,
        size,
        false,
        MailOptions.NONE);
  }

  /** The same message, accepted at another time. */
  public static MailHeader at(MailHeader header, Instant time) {
    return new MailHeader(
        new MessageId(
            MessageId.lowestOf(time).substring(0, 10) + header.id().value().substring(10)),
        time,
        header.sender(),
        header.origin(),
        header.subject(),
        header.headerMessageId(),
        header.tags(),
        header.metadata(),
        header.recipientCount(),
        header.size(),
        header.eightBit(),
        header.options());
  }

  /** The same message, for which something was asked. */
  public static MailHeader with(MailHeader header, MailOptions options) {
    return new MailHeader(
        header.id(),
        header.acceptedAt(),
        header.sender(),
        header.origin(),
        header.subject(),
        header.headerMessageId(),
        header.tags(),
        header.metadata(),
        header.recipientCount(),
        header.size(),
        header.eightBit(),
        options);
  }
}
