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
package org.waypost.web.parked;

import org.waypost.api.mail.MessageId;
import org.waypost.operations.Tally;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.Trace;

/** What became of an action on what is parked of a message. */
public enum ParkedOutcome {
  /** It was done, on one group or more. */
  DONE,
  /** Not done: the message is queued or in an attempt, and may be parked again after it. */
  IN_DELIVERY,
  /** Not done: it has no meaning for the message as it is. */
  UNCHANGED,
  /** Not done, as the log says. */
  FAILED,
  /** Not done: there is no such message, or nothing more will happen to it. */
  NOT_PARKED;

  /**
   * The outcome. Of what is in the queue and not parked, the tally knows nothing; the trace does.
   */
  public static ParkedOutcome of(Tally tally, MessageId id, Trace trace) {
    if (tally.done() > 0) {
      return DONE;
    }
    if (tally.failed() > 0) {
      return FAILED;
    }
    if (tally.inDelivery() > 0) {
      return IN_DELIVERY;
    }
    if (tally.unchanged() > 0) {
      return UNCHANGED;
    }
    return trace.find(id).filter(ParkedOutcome::isOpen).isPresent() ? IN_DELIVERY : NOT_PARKED;
  }

  private static boolean isOpen(MessageDetail message) {
    return message.recipients().stream().anyMatch(recipient -> !recipient.state().isFinal());
  }
}
