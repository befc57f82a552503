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
package org.waypost.plugins.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.MailContent;

/** What is known of the messages of tests. */
public final class Facts {

  private Facts() {}

  /** From 192.0.2.1, without sign-in. */
  public static MailFacts of(String sender, String... recipients) {
    return by(null, sender, recipients);
  }

  /** From 192.0.2.1, with sign-in. */
  public static MailFacts by(String user, String sender, String... recipients) {
    try {
      return new MailFacts(
          MessageId.next(),
          Instant.EPOCH,
          new MailFacts.Origin(
              "SMTP", InetAddress.getByName("192.0.2.1"), "client.example", null, user, "mx"),
          sender.isEmpty() ? EmailAddress.NULL_SENDER : EmailAddress.parse(sender),
          Arrays.stream(recipients).map(each -> Recipient.of(EmailAddress.parse(each))).toList(),
          MailOptions.NONE,
          List.of());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The message as a result rewrites it, CR LF as LF. */
  public static String rewritten(FilterResult result, MailContent original) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    result.content().orElseThrow().write(original, out);
    return new TextMail(out.toByteArray()).text();
  }
}
