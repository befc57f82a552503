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

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;

/** Builds the RFC 5322 message of a draft. */
final class DraftMessage {

  private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,76}");
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "return-path",
          "received");

  private final MessageDraft draft;
  private final InternetAddress from;
  private final List<InternetAddress> to;
  private final List<InternetAddress> cc;
  private final List<InternetAddress> bcc;

  DraftMessage(MessageDraft draft) throws InvalidSubmissionException {
    this.draft = draft;
    from = Addresses.header(draft.from(), "from");
    to = Addresses.headers(draft.to(), "to");
    cc = Addresses.headers(draft.cc(), "cc");
    bcc = Addresses.headers(draft.bcc(), "bcc");
    if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) {
      throw new InvalidSubmissionException("to", "a recipient is required");
    }
    if (draft.text() == null
        && draft.html() == null
        && draft.template() == null
        && attachments().isEmpty()) {
      throw new InvalidSubmissionException("text", "one of text, html and attachments is required");
    }
  }

  EmailAddress sender() throws InvalidSubmissionException {
    return Addresses.envelope(from.getAddress(), "from");
  }

  List<EmailAddress> recipients() throws InvalidSubmissionException {
    List<EmailAddress> recipients = new ArrayList<>();
    for (List<InternetAddress> some : List.of(to, cc, bcc)) {
      for (InternetAddress address : some) {
        recipients.add(Addresses.envelope(address.getAddress(), "to"));
      }
    }
    return recipients;
  }

  /** The octets of the message. */
  byte[] build(MessageId id, String hostname, Instant now) throws InvalidSubmissionException {
    Properties properties = new Properties();
    // RFC 6532 headers only where the envelope asks for SMTPUTF8 anyway; else RFC 2047.
    boolean utf8 =
        sender().needsSmtpUtf8() || recipients().stream().anyMatch(EmailAddress::needsSmtpUtf8);
    properties.setProperty("mail.mime.allowutf8", String.valueOf(utf8));
    MimeMessage message = new Identified(Session.getInstance(properties), id + "@" + hostname);
    try {
      message.setFrom(from);
      message.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
      message.setRecipients(Message.RecipientType.CC, cc.toArray(InternetAddress[]::new));
      message.setSubject(oneLine(draft.subject(), "subject"), "UTF-8");
      message.setSentDate(Date.from(now));
      addHeaders(message);
      addBody(message);
      message.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message.writeTo(out);
      return out.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new InvalidSubmissionException("", "the message cannot be built: " + e.getMessage());
    }
  }

  private void addHeaders(MimeMessage message)
      throws MessagingException, InvalidSubmissionException {
    Map<String, String> headers = draft.headers() == null ? Map.of() : draft.headers();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String field = "headers." + header.getKey();
      if (!FIELD_NAME.matcher(header.getKey()).matches()) {
        throw new InvalidSubmissionException(field, "not a header field name");
      }
      if (OWN_FIELDS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        throw new InvalidSubmissionException(field, "this field is set by Waypost");
      }
      message.setHeader(
          header.getKey(), encoded(header.getKey(), oneLine(header.getValue(), field)));
    }
  }

  private static String encoded(String name, String value) {
    try {
      return jakarta.mail.internet.MimeUtility.fold(
          name.length() + 2, jakarta.mail.internet.MimeUtility.encodeText(value, "UTF-8", null));
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java platform has UTF-8", e);
    }
  }

  private void addBody(MimeMessage message) throws MessagingException, InvalidSubmissionException {
    List<MimeBodyPart> inline = new ArrayList<>();
    List<MimeBodyPart> files = new ArrayList<>();
    for (int i = 0; i < attachments().size(); i++) {
      MessageDraft.Attachment attachment = attachments().get(i);
      MimeBodyPart part = part(attachment, "attachments[" + i + "]");
      (attachment.contentId() == null || draft.html() == null ? files : inline).add(part);
    }
    MimeBodyPart body = body(inline);
    if (files.isEmpty()) {
      message.setDataHandler(body.getDataHandler());
      return;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    if (body != null) {
      mixed.addBodyPart(body);
    }
    for (MimeBodyPart file : files) {
      mixed.addBodyPart(file);
    }
    message.setContent(mixed);
  }

  /** Text, HTML, or both as alternatives; null without either. */
  private MimeBodyPart body(List<MimeBodyPart> inline) throws MessagingException {
    MimeBodyPart text = draft.text() == null ? null : textPart(draft.text(), "plain");
    MimeBodyPart html = draft.html() == null ? null : textPart(draft.html(), "html");
    if (html != null && !inline.isEmpty()) {
      MimeMultipart related = new MimeMultipart("related");
      related.addBodyPart(html);
      for (MimeBodyPart part : inline) {
        related.addBodyPart(part);
      }
      html = new MimeBodyPart();
      html.setContent(related);
    }
    if (text == null || html == null) {
      return text == null ? html : text;
    }
    MimeMultipart alternative = new MimeMultipart("alternative");
    alternative.addBodyPart(text);
    alternative.addBodyPart(html);
    MimeBodyPart both = new MimeBodyPart();
    both.setContent(alternative);
    return both;
  }

  private static MimeBodyPart textPart(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text.replaceAll("\\r\\n|\\r|\\n", "\r\n"), "UTF-8", subtype);
    return part;
  }

  private static MimeBodyPart part(MessageDraft.Attachment attachment, String field)
      throws MessagingException, InvalidSubmissionException {
    if (attachment.content() == null) {
      throw new InvalidSubmissionException(field + ".content", "content in base 64 is required");
    }
    byte[] octets;
    try {
      octets = Base64.getMimeDecoder().decode(attachment.content());
    } catch (IllegalArgumentException e) {
      throw new InvalidSubmissionException(field + ".content", "not base 64: " + e.getMessage());
    }
    ContentType type = type(attachment, field + ".contentType");
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(octets, type.toString())));
    // RFC 2046 5.2.1: a message within a message is never encoded.
    if (!type.getPrimaryType().equalsIgnoreCase("message")) {
      part.setHeader("Content-Transfer-Encoding", "base64");
    }
    if (attachment.name() != null) {
      part.setFileName(oneLine(attachment.name(), field + ".name"));
    }
    if (attachment.contentId() != null) {
      part.setContentID("<" + oneLine(attachment.contentId(), field + ".contentId") + ">");
      part.setDisposition(Part.INLINE);
    } else {
      part.setDisposition(Part.ATTACHMENT);
    }
    return part;
  }

  private static ContentType type(MessageDraft.Attachment attachment, String field)
      throws InvalidSubmissionException {
    String text = attachment.contentType();
    ContentType type;
    try {
      type = new ContentType(text == null ? "application/octet-stream" : oneLine(text, field));
    } catch (ParseException e) {
      throw new InvalidSubmissionException(field, "not a MIME type: " + text);
    }
    if (type.getPrimaryType().equalsIgnoreCase("multipart")) {
      throw new InvalidSubmissionException(field, "a file is no multipart: " + text);
    }
    return type;
  }

  private static String oneLine(String text, String field) throws InvalidSubmissionException {
    if (text == null) {
      return "";
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidSubmissionException(field, "control characters are not allowed");
    }
    return text;
  }

  private List<MessageDraft.Attachment> attachments() {
    return draft.attachments() == null ? List.of() : draft.attachments();
  }

  /** A message that keeps the Message-ID it is given. */
  private static final class Identified extends MimeMessage {
    private final String id;

    private Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }
}
