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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.SmtpApplication;

/** Decides by what stands in addresses and content, at once, and remembers what it was asked. */
final class ScriptedApplication implements SmtpApplication {

  record Message(Envelope envelope, String content, boolean eightBit) {
    @Override
    public String toString() {
      return "<"
          + envelope.sender()
          + "> "
          + envelope.recipients().stream().map(Recipient::address).toList()
          + " "
          + content;
    }
  }

  final List<Message> messages = new ArrayList<>();
  final List<Credentials> signIns = new CopyOnWriteArrayList<>();
  final List<List<Recipient>> groups = new ArrayList<>();

  @Override
  public CompletionStage<List<Verdict>> recipients(
      Envelope envelope, List<Recipient> candidates, BooleanSupplier wanted) {
    groups.add(List.copyOf(candidates));
    if (candidates.stream().anyMatch(a -> a.address().localPart().equals("boom"))) {
      return CompletableFuture.failedFuture(new IllegalStateException("scripted fault"));
    }
    return CompletableFuture.completedFuture(
        candidates.stream().map(ScriptedApplication::verdictOn).toList());
  }

  @Override
  public CompletionStage<SignInAnswer> signIn(
      SessionInfo session, Credentials credentials, BooleanSupplier wanted) {
    signIns.add(credentials);
    if ("boom".equals(credentials.name())) {
      return CompletableFuture.failedFuture(new IllegalStateException("scripted fault"));
    }
    return CompletableFuture.completedFuture(answerTo(credentials));
  }

  private static SignInAnswer answerTo(Credentials credentials) {
    if ("down".equals(credentials.name())) {
      return new SignInAnswer.Unavailable();
    }
    if ("locked".equals(credentials.name())) {
      return new SignInAnswer.Throttled(Duration.ofMinutes(5));
    }
    if (credentials instanceof Credentials.ScramStart) {
      return ScramClient.keys("secret", new byte[] {1, 2, 3, 4}, 4096);
    }
    if (credentials instanceof Credentials.ClientCertificate shown) {
      return new SignInAnswer.Granted(
          shown.certificate().getSubjectX500Principal().getName().replace("CN=", ""));
    }
    boolean right =
        (credentials instanceof Credentials.Password password
                && password.password().equals("secret"))
            || (credentials instanceof Credentials.Token token && token.token().equals("good"))
            || (credentials instanceof Credentials.ScramEnd end && end.proven());
    return right
        ? new SignInAnswer.Granted(credentials.name() == null ? "tom" : credentials.name())
        : new SignInAnswer.Refused();
  }

  private static Verdict verdictOn(Recipient recipient) {
    return switch (recipient.address().localPart()) {
      case "unknown" -> Verdict.permanent(550, "5.1.1", "No such user");
      case "later" -> Verdict.temporary(451, "4.2.1", "Not now");
      default -> Verdict.accept("2.1.5", "Recipient ok");
    };
  }

  @Override
  public CompletionStage<Verdict> accept(
      Envelope envelope, MailContent content, BooleanSupplier wanted) {
    String text = read(content);
    if (text.contains("BOOM")) {
      return CompletableFuture.failedFuture(new IllegalStateException("scripted fault"));
    }
    if (text.contains("REFUSE")) {
      return CompletableFuture.completedFuture(
          Verdict.permanent(550, "5.7.1", "Not wanted\nSee the policy"));
    }
    if (text.contains("LATER")) {
      return CompletableFuture.completedFuture(Verdict.temporary(451, "4.7.1", "Not now"));
    }
    messages.add(new Message(envelope, text, content.hasEightBit()));
    return CompletableFuture.completedFuture(Verdict.accept("2.6.0", "Queued"));
  }

  private static String read(MailContent content) {
    try {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      content.writeTo(written);
      byte[] streamed;
      try (var in = content.open()) {
        streamed = in.readAllBytes();
      }
      if (streamed.length != content.size() || written.size() != content.size()) {
        throw new AssertionError("Content disagrees with itself about its size");
      }
      return new String(streamed, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
