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
package org.waypost.plugins.lists;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;

/**
 * Addresses and domains: {@code user@example.com}, {@code @example.com} for a domain, {@code
 * .example.com} for its subdomains, {@code user@} for a local part at any domain, and {@code <>}
 * for the null sender. Letters of either case are the same.
 */
public final class AddressList {

  private final Set<String> entries = new HashSet<>();

  private AddressList() {}

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException when an entry is none of the forms
   */
  public static AddressList of(List<String> texts) {
    AddressList list = new AddressList();
    for (String each : texts) {
      list.entries.add(normal(each.strip()));
    }
    return list;
  }

  private static String normal(String text) {
    try {
      if (text.equals("<>") || text.matches("[^@\\s]{1,64}@")) {
        return text.toLowerCase(Locale.ROOT);
      }
      if (text.length() < 3) {
        throw new IllegalArgumentException("too short");
      }
      if (text.startsWith("@") || text.startsWith(".")) {
        return text.charAt(0) + EmailAddress.normalizeDomain(text.substring(1));
      }
      return EmailAddress.parse(text).toString().toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is none of user@example.com, @example.com, .example.com, user@, <>", e);
    }
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether an address is on the list. */
  public boolean holds(EmailAddress address) {
    if (entries.isEmpty()) {
      return false;
    }
    if (address.isNullSender()) {
      return entries.contains("<>");
    }
    String local = address.localPart().toLowerCase(Locale.ROOT);
    String domain = address.domain();
    if (entries.contains(local + "@" + domain)
        || entries.contains("@" + domain)
        || entries.contains(local + "@")) {
      return true;
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      if (entries.contains(domain.substring(dot))) {
        return true;
      }
    }
    return false;
  }
}
