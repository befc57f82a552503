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
package org.waypost.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Verdict;
import org.waypost.extensions.Active;
import org.waypost.extensions.Filtered;

/** Has content filters look at mail, and does what they say. */
public final class Screening {

  private final SessionFilters filters;
  private final SetAside aside;

  /**
   * Asks these filters.
   *
   * @param aside takes what does not pass the queue
   */
  public Screening(SessionFilters filters, SetAside aside) {
    this.filters = filters;
    this.aside = aside;
  }

  /** The filters that are for this mail; mostly none. */
  List<Active<ContentFilter>> of(IncomingMail mail) {
    return filters.of(mail);
  }

  /** What the intake does with mail, which the filters may have changed. */
  interface Taking {
    /** Makes it ready for queue or parking. */
    Intake.Prepared prepare(IncomingMail mail, Optional<String> route) throws IOException;

    /** Takes it as mail that no filter has looked at. */
    Verdict take(Intake.Prepared prepared, IncomingMail mail);

    /** Whether there is such a route. */
    boolean knows(String route);

    /** Counts it as taken. */
    void count(Intake.Prepared prepared);
  }

  /** Asks the filters, and has the mail taken or refuses it. */
  Verdict screen(
      List<Active<ContentFilter>> asked,
      MessageId id,
      IncomingMail mail,
      Taking taking,
      Consumer<Runnable> afterCommit)
      throws IOException {
    try (Filtered filtered = filters.run(asked, id, mail)) {
      if (filtered.reply() != null) {
        return new Verdict(filtered.reply());
      }
      IncomingMail changed = filtered.changed() ? mail.as(filtered) : mail;
      Optional<String> route = filtered.route().filter(taking::knows);
      Intake.Prepared prepared = taking.prepare(changed, route);
      switch (filtered.decision()) {
        case HOLD -> aside.hold(prepared, changed, route.orElse(null), "held by " + filtered.by());
        case DISCARD -> aside.drop(prepared, changed, "Dropped by " + filtered.by());
        default -> {
          if (route.isEmpty()) {
            return taking.take(prepared, changed);
          }
          aside.redirect(prepared, changed, route.get());
        }
      }
      afterCommit.accept(() -> taking.count(prepared));
      return Verdict.accept("2.0.0", "Ok: queued as " + id);
    }
  }
}
