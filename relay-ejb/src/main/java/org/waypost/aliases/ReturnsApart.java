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

import java.util.function.Predicate;
import org.waypost.api.mail.EmailAddress;

/**
 * Aliases and virtual domains, from which the addresses are exempt that bounces come back to: a
 * domain that refuses whom it does not know, or takes all mail to one address, must not keep them.
 */
public final class ReturnsApart implements AddressRewriting {

  private final AddressRewriting others;
  private final Predicate<EmailAddress> returns;

  /**
   * Exempts these.
   *
   * @param others for all other addresses
   * @param returns whether mail for an address is something that came back
   */
  public ReturnsApart(AddressRewriting others, Predicate<EmailAddress> returns) {
    this.others = others;
    this.returns = returns;
  }

  @Override
  public Expansion expand(EmailAddress address) {
    return returns.test(address) ? Expansion.same(address) : others.expand(address);
  }

  @Override
  public boolean isOurs(EmailAddress address) {
    return returns.test(address) || others.isOurs(address);
  }
}
