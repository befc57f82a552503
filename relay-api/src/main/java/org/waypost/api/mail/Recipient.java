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
package org.waypost.api.mail;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A forward-path with what the sender asked for it (RFC 3461 4.1, 4.2).
 *
 * @param address where the mail is to go
 * @param notifyOn when the sender wants to be told; empty when NOTIFY was not given; NEVER stands
 *     alone
 * @param originalRecipient the value of ORCPT, decoded: {@code rfc822;bob@example.org}; printable
 *     ASCII and spaces, at most {@value #MAX_ORIGINAL} characters; null when it was not given
 */
public record Recipient(EmailAddress address, Set<Notify> notifyOn, String originalRecipient) {

  /** RFC 3461 4.2 and 5.4: an address and its type. */
  public static final int MAX_ORIGINAL = 500;

  /** What the sender wants to be told of. */
  public enum Notify {
    /** Nothing, whatever happens. */
    NEVER,
    /** Delivery. */
    SUCCESS,
    /** Failure. */
    FAILURE,
    /** Delay. */
    DELAY
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when NEVER stands with another, or ORCPT is not printable
   *     ASCII
   */
  public Recipient {
    Objects.requireNonNull(address, "A recipient has an address");
    notifyOn = notifyOn.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(notifyOn));
    if (notifyOn.contains(Notify.NEVER) && notifyOn.size() > 1) {
      throw new IllegalArgumentException("NOTIFY=NEVER stands alone");
    }
    if (originalRecipient != null) {
      MailOptions.requirePrintable("ORCPT", originalRecipient, MAX_ORIGINAL);
      if (originalRecipient.indexOf(';') < 1) {
        throw new IllegalArgumentException("ORCPT is an address type, a semicolon and an address");
      }
    }
  }

  /** A recipient for whom nothing was asked. */
  public static Recipient of(EmailAddress address) {
    return new Recipient(address, Set.of(), null);
  }

  /** Whether the sender wants to be told of this; failure is what everybody is told by default. */
  public boolean wants(Notify event) {
    return notifyOn.isEmpty() ? event == Notify.FAILURE : notifyOn.contains(event);
  }

  /** Whether anything was asked for this recipient. */
  public boolean hasOptions() {
    return !notifyOn.isEmpty() || originalRecipient != null;
  }
}
