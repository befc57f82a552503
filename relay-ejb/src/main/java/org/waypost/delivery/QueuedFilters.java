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
import java.util.List;
import java.util.function.Predicate;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.mail.Reply;
import org.waypost.extensions.Active;
import org.waypost.extensions.FilterChain;
import org.waypost.extensions.Filtered;
import org.waypost.extensions.Slot;
import org.waypost.queue.MailHeader;
import org.waypost.trace.MessageState;

/**
 * Asks the content filters of stage queued, once for each destination group, before its first
 * attempt. Safe for use by any number of threads.
 */
final class QueuedFilters {

  private final Slot<ContentFilter> slot;
  private final FilterChain chain;
  private final FilteredMail remembered;
  private final Predicate<String> routes;

  /**
   * Asks what is in this slot.
   *
   * @param remembered which groups have passed
   * @param routes whether there is a route of that name
   */
  QueuedFilters(
      Slot<ContentFilter> slot,
      FilterChain chain,
      FilteredMail remembered,
      Predicate<String> routes) {
    this.slot = slot;
    this.chain = chain;
    this.remembered = remembered;
    this.routes = routes;
  }

  /** What is done with a group then. */
  interface Next {
    /** Makes an attempt. */
    void deliver(Job job);

    /** Writes what came of it, without an attempt. */
    void settle(Job job, MessageState state, Reply reply);
  }

  /** The filters that are for this group; mostly none. */
  List<Active<ContentFilter>> of(Job job) {
    List<Active<ContentFilter>> all = slot.active();
    if (all.isEmpty() || job.header().origin().equals(MailHeader.Origin.LOCAL)) {
      return List.of();
    }
    String way = LentMail.way(job.header());
    return all.stream()
        .filter(each -> each.isFor(way))
        .filter(
            each ->
                each.configuration().routes().isEmpty()
                    || each.configuration().routes().contains(job.group().route()))
        .toList();
  }

  /** Asks them, unless they have been asked, and goes on as they say. */
  void screen(List<Active<ContentFilter>> asked, Job job, Next next) {
    if (job.parked() && remembered.knows(job)) {
      next.deliver(job);
      return;
    }
    try (Filtered filtered = chain.run(asked, LentMail.facts(job, job.group()), job.content())) {
      Reply reply = filtered.reply();
      if (reply != null) {
        next.settle(job, reply.isPermanent() ? MessageState.BOUNCED : MessageState.DEFERRED, reply);
        return;
      }
      if (filtered.decision() == FilterResult.Decision.DISCARD) {
        next.settle(
            job, MessageState.DISCARDED, Reply.of(250, "2.0.0", "Dropped by " + filtered.by()));
        return;
      }
      Job passed = job.as(filtered, filtered.route().filter(routes).orElse(job.redirect()));
      if (filtered.decision() == FilterResult.Decision.HOLD) {
        remembered.hold(passed, "held by " + filtered.by(), Instant.now());
        return;
      }
      if (job.parked()) {
        remembered.passed(passed, filtered.changed());
      }
      next.deliver(passed);
    }
  }
}
