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
package org.waypost.operations;

import java.util.Objects;
import java.util.Optional;
import org.waypost.json.InvalidMemberException;

/**
 * What is to be done to parked mail.
 *
 * @param kind of action
 * @param reason a sentence, at most {@value #MOST_CHARACTERS} characters, without control
 *     characters; required to bounce, where the sender reads it
 * @param route name of the route to send it by; only to redirect, where without one the routes
 *     choose again
 */
public record QueueAction(Kind kind, Optional<String> reason, Optional<String> route) {

  /** The longest reason. */
  public static final int MOST_CHARACTERS = 500;

  /** Kinds of action. */
  public enum Kind {
    /** Tries it now. */
    RETRY,
    /** Keeps it until it is released. */
    HOLD,
    /** Lets go what is held. */
    RELEASE,
    /** Sends it by a certain route. */
    REDIRECT,
    /** Returns it to its sender. */
    BOUNCE,
    /** Drops it; nobody is told. */
    DELETE
  }

  /**
   * Checks that the parts fit together.
   *
   * @throws InvalidMemberException when they do not
   */
  public QueueAction {
    Objects.requireNonNull(kind, "kind");
    reason = reason.map(String::strip).filter(text -> !text.isEmpty());
    if (reason.isEmpty() && kind == Kind.BOUNCE) {
      throw new InvalidMemberException("reason", "Has to be given: the sender reads it.");
    }
    reason.ifPresent(QueueAction::check);
    if (route.isPresent() && kind != Kind.REDIRECT) {
      throw new InvalidMemberException("route", "Only redirect takes a route.");
    }
  }

  /** An action without a reason. */
  public static QueueAction of(Kind kind) {
    return new QueueAction(kind, Optional.empty(), Optional.empty());
  }

  private static void check(String reason) {
    if (reason.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException("reason", "Longer than " + MOST_CHARACTERS + " characters.");
    }
    if (reason.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidMemberException("reason", "One line, without control characters.");
    }
  }
}
