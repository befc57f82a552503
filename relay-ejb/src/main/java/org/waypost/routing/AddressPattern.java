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

import org.waypost.api.mail.EmailAddress;

/**
 * Addresses: a local part in which {@code *} stands for any characters, and a pattern of domains;
 * or the null sender, written {@code <>}. Letters of the local part match in either case.
 *
 * @param local null for the null sender
 * @param domain null for the null sender
 */
public record AddressPattern(Glob local, DomainPattern domain) {

  private static final AddressPattern NULL_SENDER = new AddressPattern(null, null);

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static AddressPattern parse(String text) {
    if (text.equals("<>")) {
      return NULL_SENDER;
    }
    int at = text.lastIndexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException("not an address: '" + text + "'");
    }
    return new AddressPattern(
        new Glob(text.substring(0, at)), DomainPattern.parse(text.substring(at + 1)));
  }

  /** Whether an address is one of them. */
  public boolean matches(EmailAddress address) {
    if (local == null || address.isNullSender()) {
      return local == null && address.isNullSender();
    }
    return domain.matches(address.domain()) && local.matches(address.localPart());
  }

  @Override
  public String toString() {
    return local == null ? "<>" : local + "@" + domain;
  }
}
