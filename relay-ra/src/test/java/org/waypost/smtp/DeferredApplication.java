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
package org.waypost.smtp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.SmtpApplication;

/** Decides about recipients when the test says so. */
final class DeferredApplication implements SmtpApplication {
  final CompletableFuture<List<Verdict>> recipients = new CompletableFuture<>();
  Envelope envelope;
  BooleanSupplier wanted;

  @Override
  public CompletionStage<List<Verdict>> recipients(
      Envelope asked, List<Recipient> candidates, BooleanSupplier stillWanted) {
    envelope = asked;
    wanted = stillWanted;
    return recipients;
  }

  @Override
  public CompletionStage<SignInAnswer> signIn(
      SessionInfo session, Credentials credentials, BooleanSupplier stillWanted) {
    throw new AssertionError("Nobody signs in");
  }

  @Override
  public CompletionStage<Verdict> accept(
      Envelope asked, MailContent content, BooleanSupplier stillWanted) {
    throw new AssertionError("No message is sent");
  }
}
