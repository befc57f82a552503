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
package org.waypost.api.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message by its parts, which Waypost builds: the JSON of {@code POST /messages}.
 *
 * <p>Without attachments it is a TextMessage. With attachments it is a BytesMessage into which they
 * are written block by block, so that none is in memory as a whole here.
 */
public final class DraftSubmission extends Submission<DraftSubmission> {

  /** The most octets of JSON that Waypost takes, unless it is set otherwise there. */
  public static final long USUAL_LIMIT = 8L * 1024 * 1024;

  private static final int BLOCK = 48 * 1024;

  private final String from;
  private final List<String> to = new ArrayList<>();
  private final List<String> cc = new ArrayList<>();
  private final List<String> bcc = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private String subject;
  private String text;
  private String html;
  private long limit = USUAL_LIMIT;

  /** Opens an attachment, once for each message that is made. */
  @FunctionalInterface
  public interface Source {
    /** A stream from the beginning, which is closed after it is read. */
    InputStream open() throws IOException;
  }

  private record Attachment(String name, String contentType, String contentId, Source source) {}

  private DraftSubmission(String from) {
    this.from = from;
  }

  /** From an address, or {@code Name <address>}. */
  public static DraftSubmission from(String address) {
    return new DraftSubmission(address);
  }

  @Override
  DraftSubmission self() {
    return this;
  }

  /** Recipients, each as in from. */
  public DraftSubmission to(String... addresses) {
    to.addAll(Arrays.asList(addresses));
    return this;
  }

  /** Recipients of copies. */
  public DraftSubmission cc(String... addresses) {
    cc.addAll(Arrays.asList(addresses));
    return this;
  }

  /** Recipients that are in the envelope only. */
  public DraftSubmission bcc(String... addresses) {
    bcc.addAll(Arrays.asList(addresses));
    return this;
  }

  /** The subject. */
  public DraftSubmission subject(String line) {
    subject = line;
    return this;
  }

  /** The body as plain text. */
  public DraftSubmission text(String body) {
    text = body;
    return this;
  }

  /** The body as HTML; with a text both are sent as alternatives. */
  public DraftSubmission html(String body) {
    html = body;
    return this;
  }

  /** A further header field. */
  public DraftSubmission header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** A file. */
  public DraftSubmission attach(String name, String contentType, Source source) {
    attachments.add(new Attachment(name, contentType, null, source));
    return this;
  }

  /** A file that the HTML shows by {@code cid:} and this content id. */
  public DraftSubmission inline(String contentId, String contentType, Source source) {
    attachments.add(new Attachment(null, contentType, contentId, source));
    return this;
  }

  /** The most octets of JSON; {@link #USUAL_LIMIT} unless WAYPOST_MAX_JSON_SIZE is another. */
  public DraftSubmission atMost(long octets) {
    limit = octets;
    return this;
  }

  @Override
  Message create(MessageMaker maker) throws JMSException, IOException {
    if (attachments.isEmpty()) {
      StringBuilder json = new StringBuilder();
      write(json, null);
      if (json.length() > limit) {
        throw new IllegalArgumentException("The submission has more than " + limit + " octets");
      }
      return maker.text(json.toString());
    }
    BytesMessage message = maker.bytes();
    message.setStringProperty(JmsNames.CONTENT, JmsNames.JSON);
    OutputStream body = new BodyStream(message, limit);
    Writer writer = new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
    write(writer, body);
    writer.flush();
    return message;
  }

  /** Writes characters to the one, and base 64 of attachments to the other beneath it. */
  private void write(Appendable out, OutputStream body) throws IOException {
    JsonText json = new JsonText(out).begin('{');
    json.member("from", from);
    json.member("to", to);
    json.member("cc", cc);
    json.member("bcc", bcc);
    json.member("subject", subject);
    json.member("text", text);
    json.member("html", html);
    json.member("headers", headers);
    json.member("tags", tags);
    json.member("metadata", metadata);
    json.member("sendAt", sendAt == null ? null : sendAt.toString());
    json.member("idempotencyKey", idempotencyKey);
    if (!attachments.isEmpty()) {
      json.name("attachments").begin('[');
      for (Attachment attachment : attachments) {
        json.next().begin('{');
        json.member("name", attachment.name());
        json.member("contentType", attachment.contentType());
        json.member("contentId", attachment.contentId());
        json.name("content");
        out.append('"');
        ((Writer) out).flush();
        try (InputStream in = attachment.source().open();
            OutputStream base64 = Base64.getEncoder().wrap(new LeftOpen(body))) {
          byte[] block = new byte[BLOCK];
          for (int read = in.read(block); read >= 0; read = in.read(block)) {
            base64.write(block, 0, read);
          }
        }
        out.append('"');
        json.end('}');
      }
      json.end(']');
    }
    json.end('}');
  }

  /** Stays open when the encoder over it is closed. */
  private static final class LeftOpen extends FilterOutputStream {
    private LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      out.write(block, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
