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
package org.waypost.ra;

import java.time.Duration;
import java.util.Collections;
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
import org.waypost.smtp.session.Replies;
import org.waypost.smtp.session.SmtpApplication;

/** The application of the SMTP server: the endpoint, called by a dispatcher. */
final class EndpointCalls implements SmtpApplication {

  private static final Verdict BUSY = new Verdict(Replies.BUSY);
  private static final Verdict FAULT = new Verdict(Replies.FAULT);

  private final CallDispatcher dispatcher;
  private final Duration patience;

  EndpointCalls(CallDispatcher dispatcher, Duration patience) {
    this.dispatcher = dispatcher;
    this.patience = patience;
  }

  @Override
  public SmtpApplication within(Duration limit) {
    return new EndpointCalls(dispatcher, limit);
  }

  @Override
  public CompletionStage<SignInAnswer> signIn(
      SessionInfo session, Credentials credentials, BooleanSupplier wanted) {
    EndpointCall<SignInAnswer> call =
        new EndpointCall<>(
            delivery ->
                delivery
                    .call(
                        delivery.methods().signIn(),
                        endpoint -> endpoint.signIn(session, credentials))
                    .value(),
            new SignInAnswer.Unavailable(),
            new SignInAnswer.Unavailable(),
            patience,
            wanted);
    dispatcher.submit(call);
    return call.answer();
  }

  @Override
  public CompletionStage<List<Verdict>> recipients(
      Envelope envelope, List<Recipient> candidates, BooleanSupplier wanted) {
    EndpointCall<List<Verdict>> call =
        new EndpointCall<>(
            delivery ->
                delivery
                    .call(
                        delivery.methods().recipients(),
                        endpoint -> endpoint.recipients(envelope, candidates))
                    .value(),
            Collections.nCopies(candidates.size(), BUSY),
            Collections.nCopies(candidates.size(), FAULT),
            patience,
            wanted);
    dispatcher.submit(call);
    return call.answer();
  }

  @Override
  public CompletionStage<Verdict> accept(
      Envelope envelope, MailContent content, BooleanSupplier wanted) {
    EndpointCall<Verdict> call =
        new EndpointCall<>(
            delivery ->
                checked(
                    delivery.call(
                        delivery.methods().accept(),
                        endpoint -> endpoint.accept(envelope, content))),
            BUSY,
            FAULT,
            patience,
            wanted);
    dispatcher.submit(call);
    return call.answer();
  }

  /** Accepted means committed; a refusal needs no transaction. */
  private static Verdict checked(EndpointDelivery.Delivered<Verdict> delivered) {
    Verdict verdict = delivered.value();
    boolean lost = verdict == null || (verdict.isAccepted() && !delivered.committed());
    return lost ? FAULT : verdict;
  }
}
