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
package org.waypost.node;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A worker of the outbound queue. There is no transaction: the outcome is on disk before the
 * message is acknowledged, and an outcome that is known is not made again.
 */
@MessageDriven(name = "DeliveryBean", messageListenerInterface = MessageListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryBean implements MessageListener {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  @EJB private NodeBean node;

  /** Whatever is thrown makes the queue deliver the message again, after a pause. */
  @Override
  public void onMessage(Message message) {
    try {
      node.awaitRelay(START_LIMIT).worker().handle(message);
    } catch (JMSException e) {
      throw new IllegalStateException("A queued message could not be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("A queued message could not be spooled", e);
    }
  }
}
