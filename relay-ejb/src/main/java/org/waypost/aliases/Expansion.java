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

import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;

/**
 * Whom mail to an address is for.
 *
 * @param recipients the address itself where nothing was rewritten; none when it is refused
 * @param steps what was rewritten, in words, in order; at most 100
 * @param refusal why it is refused, for good; nothing when it is not
 */
public record Expansion(
    List<EmailAddress> recipients, List<String> steps, Optional<Reply> refusal) {

  /** Copies the lists. */
  public Expansion {
    recipients = List.copyOf(recipients);
    steps = List.copyOf(steps);
  }

  /** Nothing is rewritten. */
  static Expansion same(EmailAddress address) {
    return new Expansion(List.of(address), List.of(), Optional.empty());
  }

  static Expansion refused(List<String> steps, Reply reply) {
    return new Expansion(List.of(), steps, Optional.of(reply));
  }
}
