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
package org.waypost.smtp.auth;

import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.SmtpSession;
import org.waypost.smtp.wire.CommandLine;
import org.waypost.smtp.wire.CommandLineReader;

/**
 * One authentication exchange (RFC 4954 4): carries the steps of a mechanism between the client and
 * the application, and replies to how it ends.
 */
final class AuthDialogue {

  private static final String CANCEL = "*";
  private static final Reply GRANTED = Reply.of(235, "2.7.0", "Signed in");
  private static final Reply CANCELLED = Reply.of(501, "5.7.0", "Sign-in is cancelled");
  private static final Reply NOT_BASE64 = Reply.of(501, "5.5.2", "Not base64");
  private static final Reply TOO_LONG = Reply.of(500, "5.5.6", "Response too long");
  private static final Reply REFUSED = Reply.of(535, "5.7.8", "Credentials are not right");
  private static final Reply UNAVAILABLE =
      Reply.of(454, "4.7.0", "Signing in is not possible right now, try again later");

  private final SmtpSession session;

  AuthDialogue(SmtpSession session) {
    this.session = session;
  }

  /**
   * Begins with what the client has sent with the command, if anything.
   *
   * @param initial in base64, or the equals sign for an empty response; null for none
   */
  void begin(Mechanism mechanism, String initial) {
    Optional<byte[]> response = Optional.empty();
    if (initial != null) {
      response = initial.equals("=") ? Optional.of(new byte[0]) : decode(initial);
      if (response.isEmpty()) {
        session.error(NOT_BASE64);
        return;
      }
    }
    Optional<byte[]> first = response;
    proceed(() -> mechanism.begin(first, session.client()));
  }

  private void proceed(Supplier<Step> next) {
    Step step;
    try {
      step = next.get();
    } catch (MalformedMessageException e) {
      session.error(Reply.of(501, "5.5.2", e.getMessage()));
      return;
    }
    if (step instanceof Step.Challenge challenge) {
      String text = Base64.getEncoder().encodeToString(challenge.octets());
      session.converse(Reply.of(334, text), line -> respond(line, challenge));
    } else if (step instanceof Step.Question question) {
      ask(question);
    } else if (step instanceof Step.Outcome outcome) {
      conclude(outcome.answer());
    }
  }

  private void respond(CommandLine line, Step.Challenge challenge) {
    if (line.isFaulty()) {
      session.error(
          line.fault().equals(CommandLineReader.TOO_LONG)
              ? TOO_LONG
              : Reply.of(500, "5.5.2", line.fault()));
      return;
    }
    if (line.text().equals(CANCEL)) {
      session.error(CANCELLED);
      return;
    }
    Optional<byte[]> response = decode(line.text());
    if (response.isEmpty()) {
      session.error(NOT_BASE64);
      return;
    }
    proceed(() -> challenge.then().apply(response.get()));
  }

  private void ask(Step.Question question) {
    if (isTooLong(question.credentials())) {
      conclude(new SignInAnswer.Refused());
      return;
    }
    session
        .signIn()
        .ask(question.credentials(), answer -> proceed(() -> question.then().apply(answer)));
  }

  /** No account has names or passwords of such a length: they are not worth asking for. */
  private static boolean isTooLong(Credentials credentials) {
    if (credentials instanceof Credentials.Password password) {
      return isTooLong(password.password())
          || isTooLong(password.name())
          || isTooLong(password.authorization());
    }
    if (credentials instanceof Credentials.ScramStart start) {
      return isTooLong(start.name()) || isTooLong(start.authorization());
    }
    return isTooLong(credentials.name());
  }

  private static boolean isTooLong(String text) {
    return text != null && text.length() > Credentials.MAX_LENGTH;
  }

  private void conclude(SignInAnswer answer) {
    if (answer instanceof SignInAnswer.Granted granted) {
      session.signIn().succeeded(granted.user());
      session.reply(GRANTED);
    } else if (answer instanceof SignInAnswer.Refused) {
      session.signIn().failed(REFUSED);
    } else if (answer instanceof SignInAnswer.Throttled throttled) {
      session
          .signIn()
          .failed(
              Reply.of(
                  454,
                  "4.7.0",
                  "Too many failures, try again in " + throttled.retryAfter().toSeconds() + " s"));
    } else {
      session.reply(UNAVAILABLE);
    }
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
