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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;

/**
 * What decides about mail, as a session sees it: questions that are answered later, on any thread.
 *
 * <p>The methods are called on event loops and return at once. A stage that completes with an
 * exception is a fault and answered with 451 4.3.0. {@code wanted} turns false when the client is
 * gone, and a question that has not been asked by then should not be.
 */
public interface SmtpApplication {

  /** The same application for those whose questions wait this long for their turn. */
  default SmtpApplication within(Duration patience) {
    return this;
  }

  /** Checks who the client is. */
  CompletionStage<SignInAnswer> signIn(
      SessionInfo session, Credentials credentials, BooleanSupplier wanted);

  /** One verdict for each candidate, in their order. */
  CompletionStage<List<Verdict>> recipients(
      Envelope envelope, List<Recipient> candidates, BooleanSupplier wanted);

  /**
   * Takes a message, or not; accepted means that it is safe. The content is valid until the stage
   * completes.
   */
  CompletionStage<Verdict> accept(Envelope envelope, MailContent content, BooleanSupplier wanted);
}
