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
import jakarta.jms.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.waypost.api.smtp.MailContent;

/**
 * The sending side of the queue {@value #NAME}. Safe for use by any number of threads; every method
 * joins the caller's transaction, and what it sends is on disk when that is committed.
 */
public final class OutboundQueue {

  /** Name of the queue. */
  public static final String NAME = "waypost.outbound";

  /** Name of the queue for what cannot be read. */
  public static final String MALFORMED = "waypost.outbound.malformed";

  private final ConnectionFactory factory;
  private final Optional<String> streamProperty;

  /**
   * Sends through the given factory.
   *
   * @param streamProperty name of the message property in which the provider takes an InputStream
   *     as the body, if it has one; without it large bodies pass through memory
   */
  public OutboundQueue(ConnectionFactory factory, Optional<String> streamProperty) {
    this.factory = factory;
    this.streamProperty = streamProperty;
  }

  /**
   * Sends a message, one JMS message for each destination group.
   *
   * @param trace octets that go in front of the content
   * @throws jakarta.jms.JMSRuntimeException when the provider does not take it
   */
  public void send(
      MailHeader header, List<DestinationGroup> groups, byte[] trace, MailContent content) {
    send(header, groups, trace, content, false);
  }

  /**
   * As above.
   *
   * @param again whether the same may have been sent before
   */
  public void send(
      MailHeader header,
      List<DestinationGroup> groups,
      byte[] trace,
      MailContent content,
      boolean again) {
    try (JMSContext context = factory.createContext()) {
      var producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
      var queue = context.createQueue(NAME);
      for (DestinationGroup group : groups) {
        BytesMessage message = context.createBytesMessage();
        QueuedMail.write(header, group, message);
        if (again) {
          QueuedMail.markAgain(message);
        }
        InputStream body = MessageBody.write(message, trace, content, streamProperty);
        try {
          producer.setPriority(Urgency.ofJms(header.options().priority())).send(queue, message);
        } finally {
          body.close();
        }
      }
    } catch (JMSException e) {
      throw new jakarta.jms.JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the content to send failed", e);
    }
  }

  /** Sends claim checks. */
  public void send(List<ClaimCheck> claims) {
    try (JMSContext context = factory.createContext()) {
      var producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
      var queue = context.createQueue(NAME);
      for (ClaimCheck claim : claims) {
        Message message = context.createMessage();
        QueuedMail.write(claim, message);
        producer.setPriority(Urgency.ofJms(claim.priority())).send(queue, message);
      }
    } catch (JMSException e) {
      throw new jakarta.jms.JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  /**
   * Puts a message aside that came out of the queue and is none of Waypost's, into {@value
   * #MALFORMED}.
   */
  public void putAside(Message message) {
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(context.createQueue(MALFORMED), message);
    }
  }

  /** Sends a message that the delivery side only counts, to see that the way is open. */
  public void sendProbe() {
    try (JMSContext context = factory.createContext()) {
      Message message = context.createMessage();
      QueuedMail.writeProbe(message);
      context
          .createProducer()
          .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
          .setTimeToLive(60_000)
          .send(context.createQueue(NAME), message);
    } catch (JMSException e) {
      throw new jakarta.jms.JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }
}
