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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;

/** Follows one address through aliases and virtual domains, to the end or to a loop. */
final class Expander {

  static final int MOST_DEPTH = 10;
  static final int MOST_RECIPIENTS = 5000;
  private static final int MOST_STEPS = 100;

  private final AddressBook book;
  private final Set<EmailAddress> found = new LinkedHashSet<>();
  private final Set<String> followed = new LinkedHashSet<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> steps = new ArrayList<>();

  private Expander(AddressBook book) {
    this.book = book;
  }

  static Expansion expand(AddressBook book, EmailAddress address) {
    Expander expander = new Expander(book);
    Optional<Reply> refusal = expander.follow(address);
    return refusal.isPresent()
        ? Expansion.refused(expander.steps, refusal.get())
        : new Expansion(List.copyOf(expander.found), expander.steps, Optional.empty());
  }

  private Optional<Reply> follow(EmailAddress address) {
    String key = AddressBook.key(address);
    if (followed.contains(key)) {
      return Optional.of(
          Reply.of(
              550,
              "5.4.6",
              "Aliases lead in a circle: " + String.join(" → ", followed) + " → " + key));
    }
    if (followed.size() > MOST_DEPTH) {
      return Optional.of(
          Reply.of(550, "5.4.6", "More than " + MOST_DEPTH + " aliases behind one another"));
    }
    if (!done.add(key)) {
      // On another branch already: nobody gets a message twice.
      return Optional.empty();
    }
    followed.add(key);
    Optional<Reply> refusal = next(address, key);
    followed.remove(key);
    return refusal;
  }

  private Optional<Reply> next(EmailAddress address, String key) {
    Optional<List<EmailAddress>> targets = book.alias(address);
    if (targets.isPresent()) {
      return followAll(address, key, targets.get());
    }
    Optional<VirtualDomain> domain = book.domain(address.domain());
    if (domain.isEmpty()) {
      return end(address);
    }
    if (domain.get().aliasOf() != null) {
      EmailAddress other = EmailAddress.parse(address.localPart() + "@" + domain.get().aliasOf());
      note(address + " → " + other + " (domain stands for " + domain.get().aliasOf() + ")");
      return follow(other);
    }
    if (domain.get().catchAll() != null) {
      EmailAddress all = domain.get().catchAll();
      note(address + " → " + all + " (catch-all of " + domain.get().name() + ")");
      return AddressBook.key(all).equals(key) ? end(all) : follow(all);
    }
    return domain.get().refusesUnknown()
        ? Optional.of(Reply.of(550, "5.1.1", "There is no such mailbox here"))
        : end(address);
  }

  private Optional<Reply> followAll(EmailAddress address, String key, List<EmailAddress> targets) {
    String names =
        targets.size() > 5
            ? targets.subList(0, 5) + " and " + (targets.size() - 5) + " more"
            : targets.toString();
    note(address + " → " + names + " (alias)");
    for (EmailAddress target : targets) {
      // An alias that names itself keeps its own mail.
      Optional<Reply> refusal = AddressBook.key(target).equals(key) ? end(target) : follow(target);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private Optional<Reply> end(EmailAddress address) {
    found.add(address);
    return found.size() > MOST_RECIPIENTS
        ? Optional.of(
            Reply.of(
                550, "5.5.3", "The address stands for more than " + MOST_RECIPIENTS + " others"))
        : Optional.empty();
  }

  private void note(String step) {
    if (steps.size() < MOST_STEPS) {
      steps.add(step);
    }
  }
}
