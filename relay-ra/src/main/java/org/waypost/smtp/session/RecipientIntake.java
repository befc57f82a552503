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
package org.waypost.smtp.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;
import org.waypost.smtp.wire.CommandLine;

/**
 * What RCPT may do to a session: collects recipients, and has the application decide about them.
 */
public final class RecipientIntake {

  private static final Logger LOG = System.getLogger(RecipientIntake.class.getName());

  // Address, parameters, verdict, and the objects around them.
  private static final int RECIPIENT_OCTETS = 400;

  private final SmtpSession session;
  private final ListenerContext listener;
  private RecipientGroup group = new RecipientGroup();
  private int undecided;

  RecipientIntake(SmtpSession session, ListenerContext listener) {
    this.session = session;
    this.listener = listener;
  }

  /** Adds a recipient for the application to decide about; the reply follows then. */
  public void propose(Recipient recipient) {
    if (listener.store().memory().isUsedUp()) {
      group.refuse(Replies.NO_MEMORY, false);
      return;
    }
    session
        .rates()
        .recipient(transaction())
        .ifPresentOrElse(reply -> group.refuse(reply, false), () -> group.add(recipient));
  }

  /** Refuses a recipient in its turn among those that the application decides about. */
  public void refuse(Reply reply, boolean isError) {
    group.refuse(reply, isError);
  }

  /** Whether the line need not wait until the recipients before it are decided. */
  boolean mayObeyNow(CommandLine line) {
    if (group.isEmpty()) {
      return true;
    }
    if (group.isFull() || session.guard().isAtLastCommand()) {
      return false;
    }
    int possible = transaction().recipientCount() + group.candidates().size();
    return session
            .dialect()
            .command(line.verb(), session)
            .filter(SmtpCommand::joinsRecipients)
            .isPresent()
        && (possible < session.settings().maxRecipients() || group.candidates().isEmpty());
  }

  /**
   * Has the application decide about the recipients collected so far.
   *
   * @return false when there are none
   */
  boolean decide() {
    if (group.isEmpty()) {
      return false;
    }
    RecipientGroup asked = group;
    group = new RecipientGroup();
    undecided = asked.size();
    if (asked.candidates().isEmpty()) {
      replyTo(asked, List.of());
    } else {
      session.ask(
          listener
              .application()
              .recipients(
                  transaction().envelope(session.info()), asked.candidates(), session::isOpen),
          (verdicts, fault) -> replyTo(asked, checked(verdicts, fault, asked)));
    }
    return true;
  }

  private void replyTo(RecipientGroup decided, List<Verdict> verdicts) {
    undecided = 0;
    for (RecipientGroup.Answer answer : decided.decide(verdicts, transaction())) {
      session.reply(answer.reply());
      if (answer.isError()) {
        session.countError();
      }
      if (!answer.reply().isPositive()) {
        session.guard().recipientRefused();
        listener.counters().recipientRefused();
      }
      // What stands behind is not answered, as if it had come later.
      if (session.endIfGoneTooFar()) {
        return;
      }
    }
  }

  private List<Verdict> checked(List<Verdict> verdicts, Throwable fault, RecipientGroup asked) {
    int expected = asked.candidates().size();
    if (fault == null && verdicts != null && verdicts.size() == expected) {
      return verdicts;
    }
    if (fault == null) {
      LOG.log(Level.WARNING, "Session {0}: not one verdict for each recipient", session.id());
    }
    return Collections.nCopies(expected, new Verdict(Replies.FAULT));
  }

  /** About how much memory the recipients take that were accepted or wait to be decided about. */
  long octets() {
    int accepted = session.transaction().map(MailTransaction::recipientCount).orElse(0);
    return (long) RECIPIENT_OCTETS * (accepted + undecided + group.size());
  }

  private MailTransaction transaction() {
    return session.transaction().orElseThrow();
  }
}
