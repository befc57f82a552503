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
package org.waypost.operations;

import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.parking.Selection;

/**
 * Acts on parked mail. Callable on any thread, without a transaction.
 *
 * <p>Every method that acts throws {@link org.waypost.json.InvalidMemberException} when the action
 * names a route that there is not.
 */
public interface QueueOperations {

  /**
   * Acts on what is parked of a message, and returns when that is on disk.
   *
   * @param user who does it; null when it is not known
   * @return without any group when nothing is parked of it
   */
  Tally act(MessageId id, QueueAction action, String user);

  /**
   * Acts on a selection. Up to a few hundred groups it is done when this returns; else the job goes
   * on by itself, on whichever node, over a restart if need be.
   *
   * @param user who does it; null when it is not known
   */
  QueueJob act(Selection selection, QueueAction action, String user);

  /** Jobs, the newest first; those that ended are kept for 30 days. */
  Page<QueueJob> jobs(PageRequest page);

  /** A job. */
  Optional<QueueJob> job(String id);

  /**
   * Ends a job after the chunk that it is at; what is done stays done.
   *
   * @return the job, which may have ended already; nothing when there is none
   */
  Optional<QueueJob> cancel(String id, String user);
}
