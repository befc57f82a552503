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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.SuppressionList;
import org.waypost.trace.MessageState;

/** Keeps mail from recipients on the suppression list. Safe for use by any number of threads. */
final class Suppressor {

  private final Optional<SuppressionList> list;

  /** Asks this list; without one, nobody is on it. */
  Suppressor(Optional<SuppressionList> list) {
    this.list = list;
  }

  /** The results for those of a job's recipients that are on the list. */
  List<Result> suppressed(Job job) {
    if (list.isEmpty()) {
      return List.of();
    }
    List<Result> results = new ArrayList<>(0);
    for (Recipient recipient : job.group().recipients()) {
      Optional<Suppression> entry = list.get().find(job.header().sender(), recipient.address());
      entry.ifPresent(found -> results.add(result(recipient, found)));
    }
    return results;
  }

  private static Result result(Recipient recipient, Suppression entry) {
    return Result.of(
        recipient,
        MessageState.SUPPRESSED,
        Reply.of(550, "5.7.1", "The address " + entry.sentence()));
  }
}
