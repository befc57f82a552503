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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.returns.Returned;
import org.waypost.returns.ReturnedMail;
import org.waypost.trace.MessageState;

/** Where bounces end. Safe for use by any number of threads. */
final class IncomingBounces {

  /** The route that the trace shows for mail that ends here. */
  static final String ROUTE = "returns";

  private final Optional<ReturnedMail> mail;

  /** Has bounces read there; without it, there are none. */
  IncomingBounces(Optional<ReturnedMail> mail) {
    this.mail = mail;
  }

  /** The results for those of a job's recipients that are addresses of bounces. */
  List<Result> taken(Job job, Instant now) {
    List<Result> results = new ArrayList<>(0);
    if (mail.isPresent()) {
      for (Recipient recipient : job.group().recipients()) {
        if (mail.get().takes(recipient.address())) {
          Returned made =
              mail.get().take(job.header().id(), recipient.address(), job.content(), now);
          results.add(
              Result.of(
                  recipient,
                  made.noted() ? MessageState.DELIVERED : MessageState.DISCARDED,
                  made.reply()));
        }
      }
    }
    return results;
  }
}
