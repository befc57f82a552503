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

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;

/** What is to happen next in an authentication exchange. */
sealed interface Step {

  /** Sends a challenge; its response says how to go on. */
  // Octets that are handed on, neither changed nor compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Challenge(byte[] octets, Function<byte[], Step> then) implements Step {
    /** Checks that nothing is missing. */
    public Challenge {
      Objects.requireNonNull(octets, "octets");
      Objects.requireNonNull(then, "then");
    }

    static Challenge of(String text, Function<byte[], Step> then) {
      return new Challenge(text.getBytes(StandardCharsets.UTF_8), then);
    }
  }

  /** Asks the application; its answer says how to go on. */
  record Question(Credentials credentials, Function<SignInAnswer, Step> then) implements Step {
    /** Checks that nothing is missing. */
    public Question {
      Objects.requireNonNull(credentials, "credentials");
      Objects.requireNonNull(then, "then");
    }

    /** A question whose answer ends the exchange. */
    static Question last(Credentials credentials) {
      return new Question(credentials, Outcome::new);
    }
  }

  /** The exchange has ended. */
  record Outcome(SignInAnswer answer) implements Step {
    static final Outcome REFUSED = new Outcome(new SignInAnswer.Refused());

    /** Checks that nothing is missing. */
    public Outcome {
      Objects.requireNonNull(answer, "answer");
    }
  }
}
