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
import java.util.Locale;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.Recipient;
import org.waypost.api.net.Network;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;

/** Queued mail as plug-ins see it. */
final class LentMail {

  private LentMail() {}

  static MailFacts facts(Job job, DestinationGroup part) {
    return facts(job.header(), part.recipients());
  }

  static MailFacts facts(MailHeader header, List<Recipient> recipients) {
    MailHeader.Origin origin = header.origin();
    return new MailFacts(
        header.id(),
        header.acceptedAt(),
        new MailFacts.Origin(
            origin.source(),
            origin.peer() == null ? null : Network.numericAddress(origin.peer()),
            origin.helo(),
            null,
            origin.user(),
            origin.listener()),
        header.sender(),
        recipients,
        header.options(),
        header.tags());
  }

  /**
   * The name that configurations know the way by which mail came in: a listener, or rest, or jms.
   */
  static String way(MailHeader header) {
    return header.origin().listener() == null
        ? header.origin().source().toLowerCase(Locale.ROOT)
        : header.origin().listener();
  }
}
