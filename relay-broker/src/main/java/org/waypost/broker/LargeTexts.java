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

import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Refuses texts that are larger than any submission may be. A client reads a text into memory as a
 * whole before anybody can look at its size: the relay would end by it, and end again at each
 * start.
 */
final class LargeTexts implements ActiveMQServerPlugin {

  private static final String SUBMIT = "waypost.submit";
  private static final long OCTETS_OF_A_CHARACTER = 2;
  private static final long SLACK = 1024;

  private final long limit;

  /**
   * Takes texts up to a size.
   *
   * @param characters of a text
   */
  LargeTexts(long characters) {
    this.limit = characters * OCTETS_OF_A_CHARACTER + SLACK;
  }

  @Override
  public void init(Map<String, String> properties) {
    // Nothing is configured from outside.
  }

  @Override
  public void beforeSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue)
      throws ActiveMQException {
    if (message instanceof LargeServerMessageImpl large
        && large.getType() == Message.TEXT_TYPE
        && SUBMIT.equals(large.getAddress())
        && large.getLargeBody().getBodySize() > limit) {
      throw new ActiveMQIllegalStateException(
          "A text for " + SUBMIT + " is larger than WAYPOST_MAX_JSON_SIZE");
    }
  }
}
