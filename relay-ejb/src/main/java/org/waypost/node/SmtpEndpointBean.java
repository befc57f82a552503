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
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.api.smtp.SmtpEndpoint;
import org.waypost.intake.SmtpMail;
import org.waypost.store.StoreException;

/** Decides for the SMTP resource adapter. */
@MessageDriven(name = "SmtpEndpointBean", messageListenerInterface = SmtpEndpoint.class)
public class SmtpEndpointBean implements SmtpEndpoint {

  private static final Logger LOG = System.getLogger(SmtpEndpointBean.class.getName());

  @EJB private NodeBean node;

  @Resource private MessageDrivenContext context;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean ready() {
    return node.relay().isPresent();
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public SignInAnswer signIn(SessionInfo session, Credentials credentials) {
    return relay().identity().mail().signIn(session, credentials);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<Verdict> recipients(Envelope envelope, List<Recipient> candidates) {
    return relay().recipientCheck().judge(envelope, candidates);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public Verdict accept(Envelope envelope, MailContent content) {
    try {
      return relay()
          .intake()
          .accept(MessageId.next(), SmtpMail.incoming(envelope, content), this::runWhenCommitted);
    } catch (JMSRuntimeException | StoreException | IOException e) {
      LOG.log(Level.ERROR, "Mail could not be queued", e);
      context.setRollbackOnly();
      return Verdict.temporary(451, "4.3.0", "The message could not be stored, try again later");
    }
  }

  private Relay relay() {
    return node.relay().orElseThrow(() -> new IllegalStateException("The relay is not started"));
  }

  private void runWhenCommitted(Runnable work) {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is to be done before.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              work.run();
            }
          }
        });
  }
}
