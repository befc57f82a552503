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
package org.waypost.broker;

import java.util.Locale;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/**
 * Keeps subscriptions and queues of answers to the users who made them: the broker's own rules know
 * addresses, and all subscriptions to a topic have the same one.
 */
final class OwnQueues implements ActiveMQServerPlugin {

  private volatile ActiveMQServer server;

  @Override
  public void registered(ActiveMQServer started) {
    server = started;
  }

  @Override
  public void init(Map<String, String> properties) {
    // Nothing is configured from outside.
  }

  @Override
  public void afterCreateConsumer(ServerConsumer consumer) throws ActiveMQException {
    ServerSession session = server.getSessionByID(consumer.getSessionID());
    Queue queue = consumer.getQueue();
    if (session != null && !mayHave(session.getUsername(), session, queue)) {
      try {
        consumer.close(false);
      } catch (Exception e) {
        throw new IllegalStateException("A consumer that is refused cannot be closed", e);
      }
      throw refusal(queue);
    }
  }

  @Override
  public void beforeDestroyQueue(
      Queue queue,
      SecurityAuth session,
      boolean checkConsumerCount,
      boolean removeConsumers,
      boolean autoDeleteAddress)
      throws ActiveMQException {
    if (session != null && !mayHave(session.getUsername(), session, queue)) {
      throw refusal(queue);
    }
  }

  private static boolean mayHave(String user, SecurityAuth session, Queue queue) {
    return AcceptorSecurity.isTrusted(session.getRemotingConnection())
        || AcceptorSecurity.USER.equals(user)
        || !ClientRules.isPersonal(queue.getAddress().toString())
        || (queue.getUser() != null && fold(queue.getUser().toString()).equals(fold(user)));
  }

  private static String fold(String user) {
    return user == null ? "" : user.toLowerCase(Locale.ROOT);
  }

  private static ActiveMQSecurityException refusal(Queue queue) {
    return new ActiveMQSecurityException(
        "The queue " + queue.getName() + " belongs to another user");
  }
}
