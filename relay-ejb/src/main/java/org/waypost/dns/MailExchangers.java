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
package org.waypost.dns;

import java.util.Optional;

/** Looks up where mail for a domain goes (RFC 5321 5.1). */
public interface MailExchangers {

  /**
   * The mail exchangers of a domain.
   *
   * @param domain as {@code EmailAddress.domain()} returns it: A-labels in lower case, or an
   *     address literal, whose only exchanger is that address
   */
  MxLookup lookup(String domain);

  /** The same, if it is in memory, so that nobody has to wait for it. */
  default Optional<MxLookup> known(String domain) {
    return Optional.empty();
  }
}
