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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.queue.DestinationGroup;
import org.waypost.scheduling.Suspension;
import org.waypost.scheduling.Suspensions;

/**
 * Keeps back what no site stands for: mail of a suspended sender, and mail for a suspended domain
 * on its way to another destination, such as a smart host.
 */
final class KeptBack {

  /** How long it waits at the most until it is looked at again. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  private final Suspensions suspensions;

  KeptBack(Suspensions suspensions) {
    this.suspensions = suspensions;
  }

  /** The parts, with recipients of suspended domains in parts of their own. */
  List<DestinationGroup> split(List<DestinationGroup> parts) {
    List<DestinationGroup> all = new ArrayList<>(parts.size());
    for (DestinationGroup part : parts) {
      Map<String, List<Recipient>> bySuspension = new LinkedHashMap<>();
      for (Recipient recipient : part.recipients()) {
        String domain = recipient.address().domain();
        bySuspension
            .computeIfAbsent(
                ofDomain(part, domain).isPresent() ? domain : "", it -> new ArrayList<>())
            .add(recipient);
      }
      if (bySuspension.size() == 1) {
        all.add(part);
      } else {
        bySuspension.values().forEach(each -> all.add(part.withRecipients(each)));
      }
    }
    return all;
  }

  /** How a part has to wait; nothing when it need not. Its recipients are of one suspension. */
  Optional<Progress> of(Job job, DestinationGroup part) {
    String sender = job.header().sender().toString();
    String domain = part.recipients().get(0).address().domain();
    return suspensions
        .ofSender(sender)
        .map(each -> waits(Suspensions.SENDER + sender, each))
        .or(() -> ofDomain(part, domain).map(each -> waits("@" + domain, each)));
  }

  /** Where the domain is the destination, whoever gives places for it asks. */
  private Optional<Suspension> ofDomain(DestinationGroup part, String domain) {
    return part.destination().equals(domain)
        ? Optional.empty()
        : suspensions.of("", domain).filter(Suspension::ofDomain);
  }

  private static Progress waits(String where, Suspension suspension) {
    return new Progress.Waits(
        where,
        suspension.until().orElseGet(() -> Instant.now().plus(LOOK_AGAIN)),
        "suspended by an administrator: " + suspension.reason());
  }
}
