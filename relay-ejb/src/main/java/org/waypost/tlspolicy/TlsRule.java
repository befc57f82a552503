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
package org.waypost.tlspolicy;

import java.util.Locale;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.smtpclient.TlsPolicy;

/**
 * What is demanded of connections to a destination.
 *
 * @param name unique, 1 to 64 characters
 * @param scope what the pattern is of
 * @param pattern a domain, or {@code *.} and a domain for all below it; in lower case, A-labels
 * @param policy what is demanded
 */
public record TlsRule(String name, Scope scope, String pattern, TlsPolicy policy) {

  /** What a pattern is of. */
  public enum Scope {
    /** The domain of recipients. */
    DOMAIN,
    /** The name of a mail exchanger or smart host. */
    HOST
  }

  /**
   * Checks name and pattern.
   *
   * @throws IllegalArgumentException when one makes no sense
   */
  public TlsRule {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(policy, "policy");
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "name: 1 to 64 letters, digits, dots, underscores and hyphens, not '" + name + "'");
    }
    pattern = normalized(pattern);
  }

  /** A pattern in its one form. */
  static String normalized(String pattern) {
    boolean below = pattern.startsWith("*.");
    String domain = EmailAddress.normalizeDomain(below ? pattern.substring(2) : pattern);
    return (below ? "*." : "") + domain.toLowerCase(Locale.ROOT);
  }
}
