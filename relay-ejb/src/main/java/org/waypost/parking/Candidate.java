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
package org.waypost.parking;

import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;

/**
 * A parked group that an action is meant for, as it was when it was looked up. The action touches
 * it only if it is still the same.
 *
 * @param id of the message
 * @param group number of the destination group
 * @param recipients those still to be delivered
 * @param state why it is parked
 * @param claim number of its last claim
 * @param owner who claimed it; null when nobody did
 * @param heldFrom the state that it goes back to when it is released; null unless it is held
 * @param redirect name of the route that an administrator chose for it; null for none
 */
public record Candidate(
    MessageId id,
    int group,
    List<EmailAddress> recipients,
    ParkedEntry.State state,
    int claim,
    String owner,
    ParkedEntry.State heldFrom,
    String redirect) {

  /** Copies the recipients. */
  public Candidate {
    recipients = List.copyOf(recipients);
  }
}
