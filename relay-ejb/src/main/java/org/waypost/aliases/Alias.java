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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;

/**
 * An address that stands for others.
 *
 * @param address the letters of its local part match in either case
 * @param targets 1 to 1000, each once; the address itself among them stays as it is
 */
public record Alias(EmailAddress address, List<EmailAddress> targets) {

  /** Most targets of one alias. */
  public static final int MOST_TARGETS = 1000;

  /**
   * Drops targets that are named again.
   *
   * @throws IllegalArgumentException when there is no target, too many, or one is no mailbox; the
   *     message begins with the member and a colon
   */
  public Alias {
    Objects.requireNonNull(address, "address");
    targets = List.copyOf(new LinkedHashSet<>(targets));
    if (address.isNullSender()) {
      throw new IllegalArgumentException("address: an address, and not the null sender");
    }
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "targets: 1 to " + MOST_TARGETS + " addresses, not " + targets.size());
    }
    if (targets.contains(EmailAddress.NULL_SENDER)) {
      throw new IllegalArgumentException("targets: addresses, and none is the null sender");
    }
  }
}
