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
package org.waypost.identity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;

/**
 * What an administrator decides about an account, beside its name and password.
 *
 * @param roles 1 or more
 * @param addresses at most {@value #MAX_ADDRESSES}, kept in lower case
 * @param disabled whether it cannot sign in
 */
public record UserProfile(Set<Role> roles, List<String> addresses, boolean disabled) {

  static final int MAX_ADDRESSES = 50;

  /**
   * Checks and normalises.
   *
   * @throws InvalidUserException when something makes no sense
   */
  public UserProfile {
    if (roles.isEmpty()) {
      throw new InvalidUserException("roles", "A user has at least one role.");
    }
    roles = Set.copyOf(EnumSet.copyOf(roles));
    addresses = normalised(addresses);
  }

  private static List<String> normalised(Collection<String> written) {
    if (written.size() > MAX_ADDRESSES) {
      throw new InvalidUserException(
          "addresses", "A user has at most " + MAX_ADDRESSES + " addresses.");
    }
    Set<String> addresses = new LinkedHashSet<>();
    int number = 0;
    for (String text : written) {
      addresses.add(normalised(text, "addresses[" + number++ + "]"));
    }
    return List.copyOf(addresses);
  }

  private static String normalised(String text, String field) {
    try {
      EmailAddress address = EmailAddress.parse(text);
      if (!address.isNullSender() && address.domain() != null && !address.domain().isEmpty()) {
        return address.toString().toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidUserException(field, "Not a mail address: " + e.getMessage() + ".");
    }
    throw new InvalidUserException(field, "Not a mail address.");
  }
}
