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
package org.waypost.delivery;

import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.MailRouter;
import org.waypost.api.mail.Recipient;
import org.waypost.extensions.Active;
import org.waypost.extensions.Answer;
import org.waypost.extensions.Slot;
import org.waypost.queue.MailHeader;
import org.waypost.routing.RouteChoice;

/**
 * Asks the routers of plug-ins, the first choice holds. One that fails has none, whatever its
 * configuration says: mail that has been taken needs a way.
 */
public final class PluginRoutes implements RouteChoice {

  private final Slot<MailRouter> slot;

  /** Asks what is in this slot. */
  public PluginRoutes(Slot<MailRouter> slot) {
    this.slot = slot;
  }

  @Override
  public Optional<String> of(MailHeader header, List<Recipient> recipients, Recipient recipient) {
    List<Active<MailRouter>> all = slot.active();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    MailFacts facts = LentMail.facts(header, recipients);
    String way = LentMail.way(header);
    for (Active<MailRouter> router : all) {
      if (router.isFor(way)
          && router.call(it -> it.route(facts, recipient))
              instanceof Answer.Given<Optional<String>> given
          && given.value().isPresent()) {
        return given.value();
      }
    }
    return Optional.empty();
  }
}
