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
package org.waypost.rewriting;

import java.util.Objects;
import org.waypost.api.mail.EmailAddress;

/**
 * How the sender of mail is rewritten on a route.
 *
 * @param scheme what is done
 * @param domain of the new address; it has to lead back to Waypost; null with NONE alone
 */
public record SenderRewriting(Scheme scheme, String domain) {

  /** The sender stays as it is. */
  public static final SenderRewriting NONE = new SenderRewriting(Scheme.NONE, null);

  /** What can be done with a sender. */
  public enum Scheme {
    /** Nothing. */
    NONE,
    /** Sender Rewriting Scheme: the original sender stands in the new one, and bounces reach it. */
    SRS,
    /** Variable envelope return path: a sender of its own for each message and recipient. */
    VERP
  }

  /**
   * Checks the domain, and writes it as domains of addresses are.
   *
   * @throws IllegalArgumentException when it is none
   */
  public SenderRewriting {
    Objects.requireNonNull(scheme, "A rewriting has a scheme");
    if (scheme != Scheme.NONE) {
      if (domain == null) {
        throw new IllegalArgumentException("a rewritten sender has a domain");
      }
      domain = EmailAddress.normalizeDomain(domain);
    }
  }

  /** Whether each recipient gets a sender of its own, and so a transaction of its own. */
  public boolean isPerRecipient() {
    return scheme == Scheme.VERP;
  }
}
