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
package org.waypost.queue;

import org.waypost.api.mail.MessageId;

/**
 * Says that a parked group is due. Whoever raises the claim of the row to this number delivers it;
 * every other copy is void.
 *
 * @param id of the message
 * @param group number of the destination group
 * @param claim the number that the row's claim is raised to
 * @param priority of the message, -9 to 9
 */
public record ClaimCheck(MessageId id, int group, int claim, int priority) {

  /** A claim check of normal priority. */
  public ClaimCheck(MessageId id, int group, int claim) {
    this(id, group, claim, 0);
  }
}
