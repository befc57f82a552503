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

import org.waypost.api.mail.EmailAddress;

/** Tells whom mail to an address is for. Safe for use by any number of threads; never blocks. */
public interface AddressRewriting {

  /** Nothing is rewritten, and no domain is Waypost's own. */
  AddressRewriting NONE =
      new AddressRewriting() {
        @Override
        public Expansion expand(EmailAddress address) {
          return Expansion.same(address);
        }

        @Override
        public boolean isOurs(EmailAddress address) {
          return false;
        }
      };

  /** Follows aliases and virtual domains, and takes senders made by SRS back to what they were. */
  Expansion expand(EmailAddress address);

  /** Whether mail for the address is taken from anybody. */
  boolean isOurs(EmailAddress address);
}
