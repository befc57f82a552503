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
package org.waypost.smtp.session;

import java.time.Duration;
import java.util.Optional;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Reply;

/**
 * Whether message data comes fast enough: not silent for too long, not below the least rate over
 * any minute, and not for too long in all. A minute in which the server itself did not read says
 * nothing about the client and is not judged.
 */
final class DataPace {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ListenerLimits.Time limits;
  private final long begun;
  private long windowBegun;
  private long windowOctets;
  private long octets;

  /** Of data that begins now. */
  DataPace(ListenerLimits.Time limits, long now) {
    this.limits = limits;
    this.begun = now;
    this.windowBegun = now;
  }

  /** The client goes on after a pause that is not to count. */
  void goOn(long now) {
    beginWindow(now);
  }

  /** So many octets have come. */
  void received(int count) {
    octets += count;
  }

  /** The farewell, if the data comes too slowly; called every second or so. */
  Optional<Reply> overdue(Activity activity) {
    if (activity.silentFor(limits.silence())) {
      return Optional.of(Replies.IDLE);
    }
    long now = activity.now();
    if (now - begun >= limits.data().toNanos()) {
      return Optional.of(Replies.DATA_TOO_LONG);
    }
    if (activity.lastHeld() - windowBegun > 0) {
      beginWindow(now);
    } else if (now - windowBegun >= WINDOW.toNanos()) {
      if (octets - windowOctets < limits.minDataRate() * WINDOW.toSeconds()) {
        return Optional.of(Replies.DATA_TOO_SLOW);
      }
      beginWindow(now);
    }
    return Optional.empty();
  }

  private void beginWindow(long now) {
    windowBegun = now;
    windowOctets = octets;
  }
}
