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
package org.waypost.api.smtp;

import java.util.List;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;

/**
 * The message listener type of the SMTP resource adapter: what the application decides.
 *
 * <p>Every method is called on a work thread and may block, within reason: the client waits. A
 * fault (any exception) is answered with {@code 451 4.3.0}; it never ends the listener.
 */
public interface SmtpEndpoint {

  /**
   * Whether the application can take mail. The adapter asks once the endpoint is activated, again
   * until the answer is yes, and greets nobody before that.
   */
  boolean ready();

  /**
   * Checks who a client is. Called without a transaction. It does not wait to slow a guesser down:
   * the adapter does that, without holding a thread.
   */
  SignInAnswer signIn(SessionInfo session, Credentials credentials);

  /**
   * Decides about recipients of a mail transaction; the sender is judged here too, as it makes no
   * sense without recipients. Called without a transaction.
   *
   * @param envelope the transaction so far: its recipients are those accepted before
   * @param candidates the recipients that one pipelined group names, 1 or more, in order
   * @return one verdict for each candidate, in the same order
   */
  List<Verdict> recipients(Envelope envelope, List<Recipient> candidates);

  /**
   * Takes responsibility for a message, or refuses it. Called in a transaction; the adapter says
   * 250 only after that transaction is committed.
   *
   * @param envelope complete, with 1 recipient or more
   * @param content the message as it arrived, valid until this call returns
   */
  Verdict accept(Envelope envelope, MailContent content);
}
