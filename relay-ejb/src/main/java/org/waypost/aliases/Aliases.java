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

import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/**
 * Manages aliases and virtual domains. Callable on any thread, without a transaction. A change is
 * in effect here when its method returns, and on other nodes within 2 seconds.
 */
public interface Aliases extends AddressRewriting {

  /**
   * Aliases by address.
   *
   * @param text that the address contains; null for all
   */
  Page<Alias> aliases(String text, PageRequest page);

  /** One alias. */
  Optional<Alias> alias(EmailAddress address);

  /**
   * Makes or changes an alias.
   *
   * @param replacing whether one that is there is changed
   * @return false when it is there and not to be changed
   */
  boolean put(Alias alias, boolean replacing);

  /** Deletes an alias; false when there is none of that address. */
  boolean deleteAlias(EmailAddress address);

  /** Virtual domains by name. */
  Page<VirtualDomain> domains(PageRequest page);

  /** One virtual domain. */
  Optional<VirtualDomain> domain(String name);

  /**
   * Makes or changes a virtual domain.
   *
   * @param replacing whether one that is there is changed
   * @return false when it is there and not to be changed
   */
  boolean put(VirtualDomain domain, boolean replacing);

  /** Deletes a virtual domain; false when there is none of that name. Its aliases stay. */
  boolean deleteDomain(String name);
}
