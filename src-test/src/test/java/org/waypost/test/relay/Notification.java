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
package org.waypost.test.relay;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.waypost.test.sink.ReceivedMail;

/**
 * A delivery status notification (RFC 3464), read back by Jakarta Mail.
 *
 * @param contentType of the whole
 * @param autoSubmitted value of the field that keeps other programs from answering it (RFC 3834)
 * @param text for people
 * @param status the delivery-status fields as text, unfolded
 * @param original what is returned of the original message
 */
record Notification(
    String contentType, String autoSubmitted, String text, String status, String original) {

  /** Reads a received mail. */
  static Notification of(ReceivedMail mail) throws MessagingException, IOException {
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.content()));
    MimeMultipart parts = (MimeMultipart) message.getContent();
    return new Notification(
        message.getContentType(),
        message.getHeader("Auto-Submitted", ","),
        part(parts, 0),
        part(parts, 1).replaceAll("\r\n(?=[ \t])", ""),
        part(parts, 2));
  }

  private static String part(MimeMultipart parts, int index)
      throws MessagingException, IOException {
    return new String(
        parts.getBodyPart(index).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
