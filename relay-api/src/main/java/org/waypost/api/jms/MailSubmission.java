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
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A whole RFC 5322 message with its envelope; its octets go out as they are, block by block. */
public final class MailSubmission extends Submission<MailSubmission> {

  /** The most octets that Waypost takes, unless it is set otherwise there. */
  public static final long USUAL_LIMIT = 50L * 1024 * 1024;

  private static final int BLOCK = 64 * 1024;

  private final DraftSubmission.Source source;
  private final String from;
  private final List<String> to;
  private long limit = USUAL_LIMIT;

  private MailSubmission(DraftSubmission.Source source, String from, List<String> to) {
    this.source = source;
    this.from = from;
    this.to = List.copyOf(to);
  }

  /**
   * A message.
   *
   * @param source of its octets, once for each JMS message that is made
   * @param from the reverse-path; empty for the null sender
   * @param to forward-paths
   */
  public static MailSubmission of(DraftSubmission.Source source, String from, String... to) {
    return new MailSubmission(source, from, List.of(to));
  }

  /** The most octets; {@link #USUAL_LIMIT} unless WAYPOST_MAX_MESSAGE_SIZE is another. */
  public MailSubmission atMost(long octets) {
    limit = octets;
    return this;
  }

  @Override
  MailSubmission self() {
    return this;
  }

  @Override
  Message create(MessageMaker maker) throws JMSException, IOException {
    BytesMessage message = maker.bytes();
    message.setStringProperty(JmsNames.FROM, from);
    message.setStringProperty(JmsNames.TO, String.join(",", to));
    if (!tags.isEmpty()) {
      message.setStringProperty(JmsNames.TAGS, String.join(",", tags));
    }
    if (!metadata.isEmpty()) {
      StringBuilder json = new StringBuilder();
      new JsonText(json).object(metadata);
      message.setStringProperty(JmsNames.METADATA, json.toString());
    }
    if (sendAt != null) {
      message.setStringProperty(JmsNames.SEND_AT, sendAt.toString());
    }
    if (idempotencyKey != null) {
      message.setStringProperty(JmsNames.IDEMPOTENCY_KEY, idempotencyKey);
    }
    try (InputStream in = source.open();
        BodyStream body = new BodyStream(message, limit)) {
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        body.write(block, 0, read);
      }
    }
    return message;
  }
}
