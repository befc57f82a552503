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
package org.waypost.intake;

import java.util.List;
import java.util.Locale;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.MessageId;
import org.waypost.extensions.Active;
import org.waypost.extensions.FilterChain;
import org.waypost.extensions.Filtered;
import org.waypost.extensions.Slot;

/** Asks the content filters of stage session about mail that is handed in. */
public final class SessionFilters {

  private final Slot<ContentFilter> slot;
  private final FilterChain chain;

  /** Asks what is in this slot. */
  public SessionFilters(Slot<ContentFilter> slot, FilterChain chain) {
    this.slot = slot;
    this.chain = chain;
  }

  /** The filters that are for this mail; mostly none. */
  List<Active<ContentFilter>> of(IncomingMail mail) {
    List<Active<ContentFilter>> all = slot.active();
    if (all.isEmpty()) {
      return all;
    }
    // REST and JMS have no listener; they stand for themselves.
    String way =
        mail.origin().listener() == null
            ? mail.origin().source().toLowerCase(Locale.ROOT)
            : mail.origin().listener();
    return all.stream().filter(each -> each.isFor(way)).toList();
  }

  Filtered run(List<Active<ContentFilter>> filters, MessageId id, IncomingMail mail) {
    return chain.run(filters, facts(id, mail), mail.content());
  }

  private static MailFacts facts(MessageId id, IncomingMail mail) {
    return new MailFacts(
        id,
        id.time(),
        new MailFacts.Origin(
            mail.origin().source(),
            mail.client(),
            mail.origin().helo(),
            mail.tls(),
            mail.origin().user(),
            mail.origin().listener()),
        mail.sender(),
        mail.recipients(),
        mail.options(),
        mail.tags());
  }
}
