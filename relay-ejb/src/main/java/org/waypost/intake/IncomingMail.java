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
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.smtp.MailContent;
import org.waypost.queue.MailHeader;

/**
 * Mail that is handed in, whichever way.
 *
 * @param sender the reverse-path
 * @param recipients forward-paths, 1 or more
 * @param content the octets
 * @param origin how it came in
 * @param client address of the client; null for Waypost itself
 * @param with the protocol for the Received field
 * @param smtpUtf8 whether SMTPUTF8 was asked for
 * @param tags to find it by
 */
public record IncomingMail(
    EmailAddress sender,
    List<EmailAddress> recipients,
    MailContent content,
    MailHeader.Origin origin,
    InetAddress client,
    String with,
    boolean smtpUtf8,
    List<String> tags) {

  /** Drops recipients that are named twice. */
  public IncomingMail {
    recipients = recipients.stream().distinct().toList();
    tags = List.copyOf(tags);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("Mail has a recipient");
    }
  }
}
