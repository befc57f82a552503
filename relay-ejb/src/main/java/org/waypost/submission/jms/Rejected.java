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
package org.waypost.submission.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.jms.JmsNames;
import org.waypost.api.smtp.MailContent;
import org.waypost.queue.MessageBody;
import org.waypost.submission.InvalidSubmissionException;

/**
 * Puts submissions that cannot be accepted into the queue {@link JmsNames#REJECTED}, with body,
 * properties, type, correlation id and reply address as they came, in the caller's transaction.
 */
final class Rejected {

  /** Property with the JMS message id that the submission had. */
  static final String ORIGINAL_ID = "waypost_original_id";

  /** Property with the user who sent it. */
  static final String USER = "waypost_user";

  private static final int LONGEST = 1000;

  private final ConnectionFactory factory;
  private final Optional<String> streamProperty;

  Rejected(ConnectionFactory factory, Optional<String> streamProperty) {
    this.factory = factory;
    this.streamProperty = streamProperty;
  }

  /**
   * Puts it there.
   *
   * @param body what has been read of it; null when that was nothing
   */
  void put(Message message, MailContent body, InvalidSubmissionException reason)
      throws JMSException, IOException {
    try (JMSContext context = factory.createContext();
        InputStream streamed = open(message, body)) {
      Message copy = copy(context, message, body, streamed);
      copy.setStringProperty(JmsNames.ERROR, shortened(reason.getMessage()));
      if (reason.field() != null && !reason.field().isEmpty()) {
        copy.setStringProperty(JmsNames.FIELD, shortened(reason.field()));
      }
      context
          .createProducer()
          .setDeliveryMode(DeliveryMode.PERSISTENT)
          .send(context.createQueue(JmsNames.REJECTED), copy);
    }
  }

  private static InputStream open(Message message, MailContent body) throws IOException {
    if (body != null) {
      return body.open();
    }
    return message instanceof BytesMessage bytes
        ? new BodyInput(bytes)
        : InputStream.nullInputStream();
  }

  private Message copy(JMSContext context, Message message, MailContent body, InputStream streamed)
      throws JMSException, IOException {
    Map<String, Object> properties = properties(message);
    Message copy;
    if (message instanceof BytesMessage bytes) {
      BytesMessage target = context.createBytesMessage();
      long length = body == null ? bytes.getBodyLength() : body.size();
      MessageBody.stream(target, streamed, length, streamProperty);
      copy = target;
    } else if (message instanceof TextMessage text) {
      copy = context.createTextMessage(text.getText());
    } else {
      // As it is, unread: whatever it holds is nothing for this process.
      message.clearProperties();
      copy = message;
    }
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      copy.setObjectProperty(property.getKey(), property.getValue());
    }
    copy.setJMSType(message.getJMSType());
    copy.setJMSReplyTo(message.getJMSReplyTo());
    copy.setJMSCorrelationID(message.getJMSCorrelationID());
    return copy;
  }

  private static Map<String, Object> properties(Message message) throws JMSException {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String name : PropertyNames.of(message)) {
      // The provider's own, which it sets itself.
      if (!name.startsWith("JMS") && !name.startsWith("_")) {
        properties.put(name, message.getObjectProperty(name));
      }
    }
    if (message.getJMSMessageID() != null) {
      properties.put(ORIGINAL_ID, message.getJMSMessageID());
    }
    String user = Sender.of(message);
    if (user != null) {
      properties.put(USER, user);
    }
    return properties;
  }

  private static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
