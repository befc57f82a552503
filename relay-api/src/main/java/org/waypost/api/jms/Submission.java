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

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waypost.api.mail.Metadata;

/**
 * A submission that is being put together: a {@link DraftSubmission}, whose message Waypost builds,
 * or a {@link MailSubmission}, which is a whole message.
 *
 * @param <T> the kind, so that calls can follow each other
 */
public abstract sealed class Submission<T extends Submission<T>>
    permits DraftSubmission, MailSubmission {

  final List<String> tags = new ArrayList<>();
  final Map<String, String> metadata = new LinkedHashMap<>();
  Instant sendAt;
  String idempotencyKey;
  private Destination replyTo;
  private String correlationId;

  Submission() {}

  abstract T self();

  abstract Message create(MessageMaker maker) throws JMSException, IOException;

  /** Tags to find the message by, at most 10, of 1 to 64 characters. */
  public T tags(String... more) {
    tags.addAll(Arrays.asList(more));
    return self();
  }

  /**
   * Something to get back with what becomes of the message.
   *
   * @throws IllegalArgumentException when {@link Metadata} does not take it
   */
  public T metadata(String name, String value) {
    Metadata.check(name, value);
    metadata.put(name, value);
    return self();
  }

  /** Not to be sent before; at most a year ahead. */
  public T sendAt(Instant time) {
    sendAt = time;
    return self();
  }

  /** The same key of the same user gives the same answer and no second message. */
  public T idempotencyKey(String key) {
    idempotencyKey = key;
    return self();
  }

  /** Where the answer goes, which {@link SubmissionReply} reads. */
  public T replyTo(Destination destination) {
    replyTo = destination;
    return self();
  }

  /** By which the answer is recognized; the message's own id unless it is given. */
  public T correlationId(String id) {
    correlationId = id;
    return self();
  }

  /**
   * The message for the queue {@link JmsNames#SUBMIT}.
   *
   * @throws IOException when an attachment or the mail cannot be read
   * @throws IllegalArgumentException when it is larger than allowed
   */
  public Message create(Session session) throws JMSException, IOException {
    return addressed(create(MessageMaker.of(session)));
  }

  /**
   * The message for the queue {@link JmsNames#SUBMIT}.
   *
   * @throws IOException when an attachment or the mail cannot be read
   * @throws IllegalArgumentException when it is larger than allowed
   * @throws JMSRuntimeException when the provider does not make it
   */
  public Message create(JMSContext context) throws IOException {
    try {
      return addressed(create(MessageMaker.of(context)));
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  /**
   * Sends it to the queue {@link JmsNames#SUBMIT}, in the transaction of the context, and returns
   * the JMS message id.
   *
   * @throws IOException when an attachment or the mail cannot be read
   * @throws JMSRuntimeException when the provider does not take it
   */
  public String send(JMSContext context) throws IOException {
    Message message = create(context);
    context.createProducer().send(context.createQueue(JmsNames.SUBMIT), message);
    try {
      return message.getJMSMessageID();
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  private Message addressed(Message message) throws JMSException {
    message.setJMSReplyTo(replyTo);
    message.setJMSCorrelationID(correlationId);
    return message;
  }
}
