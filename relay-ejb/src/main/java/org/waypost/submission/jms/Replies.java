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

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.stream.Collectors;
import org.waypost.api.jms.JmsNames;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.Submissions;

/**
 * Answers to {@code JMSReplyTo}, in the caller's transaction: as JSON, and the same in properties.
 */
final class Replies {

  private static final Logger LOG = System.getLogger(Replies.class.getName());

  private final ConnectionFactory factory;

  Replies(ConnectionFactory factory) {
    this.factory = factory;
  }

  /** The message is accepted. */
  void accepted(Message request, Submissions.Receipt receipt) throws JMSException {
    JsonObjectBuilder json = Json.createObjectBuilder().add("id", receipt.id().value());
    JsonArrayBuilder suppressed = Json.createArrayBuilder();
    for (Submissions.Suppressed each : receipt.suppressed()) {
      suppressed.add(
          Json.createObjectBuilder().add("address", each.address()).add("reason", each.reason()));
    }
    if (!receipt.suppressed().isEmpty()) {
      json.add("suppressed", suppressed);
    }
    answer(
        request,
        json,
        reply -> {
          reply.setStringProperty(JmsNames.ID, receipt.id().value());
          if (!receipt.suppressed().isEmpty()) {
            reply.setStringProperty(
                JmsNames.SUPPRESSED,
                receipt.suppressed().stream()
                    .map(Submissions.Suppressed::address)
                    .collect(Collectors.joining("\n")));
          }
        });
  }

  /** The message is not accepted. */
  void rejected(Message request, InvalidSubmissionException reason) throws JMSException {
    boolean named = reason.field() != null && !reason.field().isEmpty();
    JsonObjectBuilder json = Json.createObjectBuilder().add("error", reason.getMessage());
    if (named) {
      json.add("field", reason.field());
    }
    answer(
        request,
        json,
        reply -> {
          reply.setStringProperty(JmsNames.ERROR, reason.getMessage());
          if (named) {
            reply.setStringProperty(JmsNames.FIELD, reason.field());
          }
        });
  }

  @FunctionalInterface
  private interface Properties {
    void set(Message reply) throws JMSException;
  }

  private void answer(Message request, JsonObjectBuilder json, Properties properties)
      throws JMSException {
    Destination to = request.getJMSReplyTo();
    if (to == null) {
      return;
    }
    if (!isOfApplications(to)) {
      LOG.log(
          Level.WARNING,
          "A submission asks for an answer to a queue that is not for applications: {0}",
          to.toString().replaceAll("\\p{Cntrl}", " "));
      return;
    }
    try (JMSContext context = factory.createContext()) {
      TextMessage reply = context.createTextMessage(json.build().toString());
      properties.set(reply);
      String correlation = request.getJMSCorrelationID();
      reply.setJMSCorrelationID(correlation == null ? request.getJMSMessageID() : correlation);
      context
          .createProducer()
          // A temporary queue is gone with its connection.
          .setDeliveryMode(
              to instanceof TemporaryQueue ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT)
          .send(to, reply);
    } catch (InvalidDestinationRuntimeException e) {
      // Who asked is gone; that is no reason not to take the mail.
      LOG.log(Level.INFO, "The answer to a submission finds no queue: {0}", e.getMessage());
    }
  }

  /**
   * Whether an application may have an answer there. This process may send to every queue, those
   * who ask may not: they must not have it send to queues of Waypost or the broker.
   */
  private static boolean isOfApplications(Destination to) throws JMSException {
    String name =
        to instanceof Queue queue
            ? queue.getQueueName()
            : to instanceof Topic topic ? topic.getTopicName() : "";
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.isEmpty()
        && !lower.startsWith("waypost.")
        && !lower.startsWith("activemq.")
        && !lower.startsWith("$")
        && !lower.contains("::");
  }
}
