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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.MessageId;
import org.waypost.queue.Mails;
import org.waypost.submission.MessageDraft.Attachment;

class DraftMessageTest {

  private static final MessageId ID = MessageId.next();

  static MessageDraft draft(
      String from,
      List<String> to,
      String subject,
      String text,
      String html,
      Map<String, String> headers,
      Attachment... attachments) {
    return new MessageDraft(
        from,
        to,
        null,
        List.of("hidden@z.org"),
        subject,
        text,
        html,
        headers,
        List.of(attachments),
        null,
        null,
        null,
        null);
  }

  private static MessageDraft simple(String subject, Map<String, String> headers) {
    return draft("a@x.org", List.of("b@y.org"), subject, "Hi\nthere", null, headers);
  }

  private static Attachment file(String name, String type, String content, String contentId) {
    return new Attachment(
        name,
        type,
        Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)),
        contentId);
  }

  private static byte[] build(MessageDraft draft) throws InvalidSubmissionException {
    return new DraftMessage(draft).build(ID, "mx.example", Instant.parse("2026-11-23T12:00:00Z"));
  }

  private static MimeMessage parsed(MessageDraft draft) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(build(draft)));
  }

  @Test
  void readsBack() throws Exception {
    MimeMessage message =
        parsed(
            draft(
                "Jörg Müller <joerg@x.org>",
                List.of("\"Doe, Jane\" <jane@y.org>", "bob@bücher.example"),
                "Grüße 😀",
                "Hällo\nWelt",
                null,
                Map.of("X-Order", "Nr. ü1")));

    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo("Jörg Müller");
    assertThat(from.getAddress()).isEqualTo("joerg@x.org");
    assertThat(message.getRecipients(jakarta.mail.Message.RecipientType.TO))
        .extracting(address -> ((InternetAddress) address).getAddress())
        .containsExactly("jane@y.org", "bob@xn--bcher-kva.example");
    assertThat(message.getSubject()).isEqualTo("Grüße 😀");
    assertThat(message.getContent()).isEqualTo("Hällo\r\nWelt");
    assertThat(message.getMessageID()).isEqualTo("<" + ID + "@mx.example>");
    assertThat(message.getSentDate()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(jakarta.mail.internet.MimeUtility.decodeText(message.getHeader("X-Order", null)))
        .isEqualTo("Nr. ü1");
  }

  @Test
  void bccIsInTheEnvelopeOnly() throws Exception {
    MessageDraft draft = simple("s", null);

    assertThat(new DraftMessage(draft).recipients())
        .isEqualTo(Mails.addresses("b@y.org", "hidden@z.org"));
    assertThat(new String(build(draft), StandardCharsets.UTF_8)).doesNotContain("hidden");
  }

  @Test
  void textHtmlInlineAndFilesNest() throws Exception {
    MimeMessage message =
        parsed(
            draft(
                "a@x.org",
                List.of("b@y.org"),
                "s",
                "text",
                "<img src='cid:logo'>",
                null,
                file("logo.png", "image/png", "PNG", "logo"),
                file("Übersicht.txt", null, "data", null)));

    MimeMultipart mixed = (MimeMultipart) message.getContent();
    assertThat(message.getContentType()).startsWith("multipart/mixed");
    MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
    assertThat(alternative.getContentType()).startsWith("multipart/alternative");
    assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("text");
    MimeMultipart related = (MimeMultipart) alternative.getBodyPart(1).getContent();
    assertThat(related.getBodyPart(0).getContent()).isEqualTo("<img src='cid:logo'>");
    assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo>");
    BodyPart file = mixed.getBodyPart(1);
    assertThat(file.getFileName()).isEqualTo("Übersicht.txt");
    assertThat(file.getInputStream().readAllBytes()).asString().isEqualTo("data");
    assertThat(file.getContentType()).startsWith("application/octet-stream");
  }

  // RFC 2046 5.2.1
  @Test
  void anAttachedMessageIsReadable() throws Exception {
    MimeMultipart mixed =
        (MimeMultipart)
            parsed(
                    draft(
                        "a@x.org",
                        List.of("b@y.org"),
                        "s",
                        "text",
                        null,
                        null,
                        file("fwd.eml", "message/rfc822", Mails.TEXT, null)))
                .getContent();

    assertThat(((MimeMessage) mixed.getBodyPart(1).getContent()).getSubject()).isEqualTo("Hello");
  }

  @Test
  void aFileAloneIsAMessage() throws Exception {
    MimeMessage message =
        parsed(
            draft(
                "a@x.org",
                List.of("b@y.org"),
                null,
                null,
                null,
                null,
                file("a.pdf", "application/pdf", "PDF", null)));

    assertThat(((MimeMultipart) message.getContent()).getCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nBcc: x@y.org", "a\nb", "a\0b", "a\u0085b"})
  void noTextAddsAHeaderLine(String text) {
    assertInvalid("subject", simple(text, null));
    assertInvalid("headers.X-A", simple("s", Map.of("X-A", text)));
    assertInvalid("from", draft(text + " <a@x.org>", List.of("b@y.org"), "s", "t", null, null));
    assertInvalid(
        "attachments[0].name",
        draft("a@x.org", List.of("b@y.org"), "s", "t", null, null, file(text, null, "x", null)));
    assertInvalid(
        "attachments[0].contentId",
        draft("a@x.org", List.of("b@y.org"), "s", "t", "h", null, file("n", null, "x", text)));
    assertInvalid(
        "attachments[0].contentType",
        draft("a@x.org", List.of("b@y.org"), "s", "t", null, null, file("n", text, "x", null)));
  }

  @Test
  void theFieldAtFaultIsNamed() {
    assertInvalid("headers.Received", simple("s", Map.of("Received", "x")));
    assertInvalid("headers.a b", simple("s", Map.of("a b", "x")));
    assertInvalid("headers.a:", simple("s", Map.of("a:", "x")));
    assertInvalid("from", draft(null, List.of("b@y.org"), "s", "t", null, null));
    assertInvalid("from", draft("a@x.org, b@x.org", List.of("b@y.org"), "s", "t", null, null));
    assertInvalid("to[1]", draft("a@x.org", List.of("b@y.org", "c"), "s", "t", null, null));
    assertInvalid("text", draft("a@x.org", List.of("b@y.org"), "s", null, null, null));
    assertInvalid(
        "attachments[0].contentType",
        draft(
            "a@x.org",
            List.of("b@y.org"),
            "s",
            "t",
            null,
            null,
            file("n", "multipart/mixed", "x", null)));
    assertInvalid(
        "attachments[0].content",
        draft(
            "a@x.org",
            List.of("b@y.org"),
            "s",
            "t",
            null,
            null,
            new Attachment("n", null, null, null)));
  }

  private static void assertInvalid(String field, MessageDraft draft) {
    assertThatExceptionOfType(InvalidSubmissionException.class)
        .isThrownBy(() -> build(draft))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }
}
