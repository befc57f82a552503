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
package org.waypost.events;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import java.util.List;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;

/** The sending side of the topic; joins the caller's transaction. */
public final class EventTopic {

  /** Name of the topic. */
  public static final String NAME = "waypost.events";

  private final ConnectionFactory factory;

  /** Sends through this factory. */
  public EventTopic(ConnectionFactory factory) {
    this.factory = factory;
  }

  /**
   * Sends events, in this order.
   *
   * @throws JMSRuntimeException when the provider does not take them
   */
  public void send(List<String> bodies) {
    try (JMSContext context = factory.createContext()) {
      JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
      var topic = context.createTopic(NAME);
      for (String body : bodies) {
        producer.send(topic, message(context, body));
      }
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  private static TextMessage message(JMSContext context, String body) throws JMSException {
    MailEvent event = MailEventJson.parse(body);
    TextMessage message = context.createTextMessage(body);
    message.setStringProperty("waypost_event", event.type().word());
    message.setStringProperty("waypost_event_id", event.id());
    message.setStringProperty("waypost_id", event.message().id().value());
    message.setStringProperty("waypost_domain", event.domain());
    List<String> tags = event.message().tags();
    if (!tags.isEmpty()) {
      message.setStringProperty("waypost_tag", tags.get(0));
      // For a selector such as: waypost_tags like '%,invoice,%'
      message.setStringProperty("waypost_tags", "," + String.join(",", tags) + ",");
    }
    return message;
  }
}
