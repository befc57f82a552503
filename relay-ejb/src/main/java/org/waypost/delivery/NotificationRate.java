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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.settings.BounceSettings.Rate;

/**
 * Bounds the notifications that a sender gets from this node. Safe for use by any number of
 * threads; knows the 10,000 senders that were told last.
 */
final class NotificationRate {

  private static final int MOST_SENDERS = 10_000;

  /** Collected notifications of a sender in a time that are listed; the rest is counted. */
  private static final int MOST_LISTED = 1_000;

  private final Optional<Rate> rate;
  private final Map<EmailAddress, Window> windows = new LinkedHashMap<>(64, 0.75f, true);

  NotificationRate(Optional<Rate> rate) {
    this.rate = rate;
  }

  /** What to do with a notification. */
  enum Decision {
    /** It goes out by itself. */
    SEND,
    /** It is told together with others. */
    COLLECT,
    /** It is counted among others. */
    COUNT
  }

  private static final class Window {
    private final Instant begin;
    private int notifications;

    private Window(Instant begin) {
      this.begin = begin;
    }
  }

  /** Counts a notification. */
  synchronized Decision next(EmailAddress sender, Instant now) {
    if (rate.isEmpty()) {
      return Decision.SEND;
    }
    Window window = windows.get(sender);
    if (window == null || !now.isBefore(window.begin.plus(rate.get().time()))) {
      window = new Window(now);
      windows.put(sender, window);
      if (windows.size() > MOST_SENDERS) {
        windows.remove(windows.keySet().iterator().next());
      }
    }
    int number = ++window.notifications;
    if (number <= rate.get().most()) {
      return Decision.SEND;
    }
    return number - rate.get().most() <= MOST_LISTED ? Decision.COLLECT : Decision.COUNT;
  }
}
