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
package org.waypost.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.MailContent;

/**
 * Hands mail to queues of applications. Safe for use by any number of threads, outside of any
 * transaction: when the call returns, the provider has the message on disk.
 */
public final class ApplicationQueue {

  private final ConnectionFactory factory;
  private final Optional<String> streamProperty;

  /**
   * Sends through the given factory.
   *
   * @param streamProperty see {@link OutboundQueue}
   */
  public ApplicationQueue(ConnectionFactory factory, Optional<String> streamProperty) {
    this.factory = factory;
    this.streamProperty = streamProperty;
  }

  /**
   * Sends a message as one BytesMessage, the whole of RFC 5322, with the properties of a
   * submission. What is sent twice has the same JMSCorrelationID, the message's id.
   *
   * @param parsed a JSON of what can be read, for the property {@code waypost_parsed}
   * @throws JMSRuntimeException when the provider does not take it
   * @throws IOException when the content cannot be read
   */
  public void send(
      String queue,
      MailHeader header,
      List<Recipient> recipients,
      Optional<String> parsed,
      MailContent content)
      throws IOException {
    try (JMSContext context = factory.createContext()) {
      BytesMessage message = context.createBytesMessage();
      message.setJMSCorrelationID(header.id().value());
      message.setStringProperty("waypost_id", header.id().value());
      message.setStringProperty("waypost_from", header.sender().toString());
      message.setStringProperty(
          "waypost_to",
          recipients.stream()
              .map(Recipient::address)
              .map(EmailAddress::toString)
              .collect(Collectors.joining(",")));
      message.setStringProperty("waypost_subject", header.subject());
      message.setStringProperty("waypost_tags", String.join(",", header.tags()));
      message.setLongProperty("waypost_accepted", header.acceptedAt().toEpochMilli());
      setIfPresent(message, "waypost_message_id", header.headerMessageId());
      setIfPresent(message, "waypost_parsed", parsed.orElse(null));
      setIfPresent(message, "waypost_user", header.origin().user());
      InputStream body = MessageBody.write(message, new byte[0], content, streamProperty);
      try {
        context
            .createProducer()
            .setDeliveryMode(DeliveryMode.PERSISTENT)
            .setPriority(Urgency.ofJms(header.options().priority()))
            .send(context.createQueue(queue), message);
      } finally {
        body.close();
      }
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  private static void setIfPresent(BytesMessage message, String name, String value)
      throws JMSException {
    if (value != null) {
      message.setStringProperty(name, value);
    }
  }
}
