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
package org.waypost.routing;

import java.util.Objects;
import org.waypost.api.mail.EmailAddress;

/**
 * Domains: one ({@code example.org}), those below one ({@code *.example.org}), or all ({@code *}).
 *
 * @param kind which of these
 * @param domain as {@link EmailAddress#domain()} writes it; empty for all
 */
public record DomainPattern(Kind kind, String domain) {

  /** How many domains a pattern stands for. */
  public enum Kind {
    /** This one. */
    EXACT,
    /** Those below it, at any depth, and not itself. */
    BELOW,
    /** All. */
    ALL
  }

  /** Checks that nothing is missing. */
  public DomainPattern {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(domain, "domain");
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static DomainPattern parse(String text) {
    if (text.equals("*")) {
      return new DomainPattern(Kind.ALL, "");
    }
    if (text.startsWith("*.")) {
      return new DomainPattern(Kind.BELOW, EmailAddress.normalizeDomain(text.substring(2)));
    }
    if (text.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "an asterisk stands alone, or before the first dot as in *.example.org, not in '"
              + text
              + "'");
    }
    return new DomainPattern(Kind.EXACT, EmailAddress.normalizeDomain(text));
  }

  /** Whether a domain is one of them. The empty domain of the null sender is none. */
  public boolean matches(String other) {
    return switch (kind) {
      case EXACT -> domain.equals(other);
      case BELOW ->
          other.length() > domain.length() + 1
              && other.endsWith(domain)
              && other.charAt(other.length() - domain.length() - 1) == '.';
      case ALL -> !other.isEmpty();
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case EXACT -> domain;
      case BELOW -> "*." + domain;
      case ALL -> "*";
    };
  }
}
