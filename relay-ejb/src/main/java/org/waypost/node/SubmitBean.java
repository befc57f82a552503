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

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.waypost.submission.Taking;

/**
 * Takes submissions from their queue. The mail leaves for the outbound queue, and the answer for
 * its own, in the transaction in which the submission is consumed.
 */
@MessageDriven(name = "SubmitBean", messageListenerInterface = MessageListener.class)
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class SubmitBean implements MessageListener {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  @EJB private NodeBean node;

  @Resource private MessageDrivenContext context;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  /** Whatever is thrown, or rolled back, makes the queue deliver the message again. */
  @Override
  public void onMessage(Message message) {
    try {
      if (!node.awaitRelay(START_LIMIT).reception().submitWorker().handle(message, joined())) {
        context.setRollbackOnly();
      }
    } catch (JMSException e) {
      throw new IllegalStateException("A submission could not be read", e);
    }
  }

  private Taking joined() {
    return new Taking() {
      @Override
      public <T> T run(Callable<T> work) throws Exception {
        return work.call();
      }

      @Override
      public void whenEnded(Consumer<Boolean> committed) {
        transactions.registerInterposedSynchronization(new Completion(committed));
      }
    };
  }
}
