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
package org.waypost.test.crash;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.waypost.test.sink.ReceivedMail;

/**
 * What has come to the sink: each mail at its recipient, or for a mailbox that does not exist, the
 * notification at its sender.
 */
final class Arrivals {

  private final Map<String, Integer> copies = new HashMap<>();
  private final Set<String> notified = new HashSet<>();

  private Arrivals() {}

  static Arrivals of(List<ReceivedMail> received) {
    Arrivals arrivals = new Arrivals();
    for (ReceivedMail mail : received) {
      for (String recipient : mail.recipients()) {
        if (mail.sender().isEmpty()) {
          arrivals.notified.add(recipient);
        } else {
          arrivals.copies.merge(recipient, 1, Integer::sum);
        }
      }
    }
    return arrivals;
  }

  /** Those of these mails that are nowhere. */
  Set<Integer> missing(Set<Integer> accepted) {
    Set<Integer> missing = new TreeSet<>();
    for (int number : accepted) {
      boolean there =
          Senders.isGone(number)
              ? notified.contains(Senders.sender(number))
              : copies.containsKey(Senders.recipient(number));
      if (!there) {
        missing.add(number);
      }
    }
    return missing;
  }

  /** Mails that came, one copy each counted. */
  int mails() {
    return copies.size();
  }

  /** Copies beyond the first. */
  int duplicates() {
    return copies.values().stream().mapToInt(count -> count - 1).sum();
  }

  /** Senders that were told of a failure. */
  int notifications() {
    return notified.size();
  }
}
