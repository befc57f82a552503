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
package org.waypost.aliases;

import java.util.Objects;
import org.waypost.api.mail.EmailAddress;

/**
 * A domain that Waypost takes mail for, from whomever it comes.
 *
 * @param name in A-label form and lower case
 * @param aliasOf the domain that stands in for it, with the same local part; null for none
 * @param catchAll who gets mail for addresses that have no alias; null for nobody
 * @param refusesUnknown whether addresses that have no alias are refused; else their mail takes its
 *     route
 */
public record VirtualDomain(
    String name, String aliasOf, EmailAddress catchAll, boolean refusesUnknown) {

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException when they do not; the message begins with the member and a
   *     colon
   */
  public VirtualDomain {
    Objects.requireNonNull(name, "name");
    if (aliasOf != null && catchAll != null) {
      throw new IllegalArgumentException("catchAll: not together with aliasOf");
    }
    if (name.equals(aliasOf)) {
      throw new IllegalArgumentException("aliasOf: not the domain itself");
    }
    if (catchAll != null && catchAll.isNullSender()) {
      throw new IllegalArgumentException("catchAll: an address, and not the null sender");
    }
  }
}
