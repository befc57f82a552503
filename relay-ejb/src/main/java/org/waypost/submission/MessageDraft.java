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
package org.waypost.submission;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.waypost.templates.TemplateUse;

/**
 * The JSON of {@code POST /messages}: a message that Waypost builds. Null stands for what is not
 * given; nothing is checked here.
 *
 * @param from address, or {@code Name <address>}
 * @param to addresses, each as in from
 * @param cc addresses
 * @param bcc addresses, in the envelope only
 * @param subject any text
 * @param text plain text body
 * @param html HTML body
 * @param headers further header fields
 * @param attachments files
 * @param tags to find the message by; at most 10, of 1 to 64 characters
 * @param metadata to get back with what becomes of the message; as {@link
 *     org.waypost.api.mail.Metadata} has it
 * @param sendAt not to be sent before
 * @param idempotencyKey the same key gives the same answer and no second message; 1 to 128
 *     characters
 * @param template that makes subject, text and html, which are null then
 */
public record MessageDraft(
    String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    String subject,
    String text,
    String html,
    Map<String, String> headers,
    List<Attachment> attachments,
    List<String> tags,
    Map<String, String> metadata,
    Instant sendAt,
    String idempotencyKey,
    TemplateUse template) {

  /** One that says all of itself. */
  public MessageDraft(
      String from,
      List<String> to,
      List<String> cc,
      List<String> bcc,
      String subject,
      String text,
      String html,
      Map<String, String> headers,
      List<Attachment> attachments,
      List<String> tags,
      Map<String, String> metadata,
      Instant sendAt,
      String idempotencyKey) {
    this(
        from,
        to,
        cc,
        bcc,
        subject,
        text,
        html,
        headers,
        attachments,
        tags,
        metadata,
        sendAt,
        idempotencyKey,
        null);
  }

  /** The same with this key. */
  public MessageDraft withIdempotencyKey(String key) {
    return new MessageDraft(
        from,
        to,
        cc,
        bcc,
        subject,
        text,
        html,
        headers,
        attachments,
        tags,
        metadata,
        sendAt,
        key,
        template);
  }

  /**
   * A file.
   *
   * @param name of the file
   * @param contentType MIME type; application/octet-stream when null
   * @param content in base 64
   * @param contentId for a file that the HTML shows inline (cid:); else null
   */
  public record Attachment(String name, String contentType, String content, String contentId) {}
}
