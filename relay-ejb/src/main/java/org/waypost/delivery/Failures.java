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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waypost.classification.Category;
import org.waypost.classification.Classifier;
import org.waypost.classification.Refusal;
import org.waypost.stats.FailureCounters;
import org.waypost.store.SqlWork;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.SuppressionFeed;
import org.waypost.trace.CategoryTable;
import org.waypost.trace.MessageState;

/**
 * Classifies what failed, for the trace, the counters and the suppression list. Safe for use by any
 * number of threads.
 */
final class Failures {

  private final Classifier classifier;
  private final SuppressionFeed feed;
  private final FailureCounters counters;

  Failures(Classifier classifier, SuppressionFeed feed, FailureCounters counters) {
    this.classifier = classifier;
    this.feed = feed;
    this.counters = counters;
  }

  private record Failed(Result result, Category category) {}

  /**
   * What failed in an attempt.
   *
   * @param categories of the results that are failures
   * @param work writes it, in the ledger work of the outcome
   */
  record Noted(Map<Result, Category> categories, SqlWork<Void> work) {
    /** Of what was not classified. */
    static final Noted NOTHING = new Noted(Map.of(), statements -> null);
  }

  /** What is to be written about an attempt's results. */
  Noted of(Job job, List<Result> results, Instant now) {
    List<Failed> failed = new ArrayList<>(0);
    for (Result result : results) {
      if (isFailure(result.state())) {
        failed.add(new Failed(result, category(result)));
      }
    }
    Map<Result, Category> categories = new HashMap<>();
    failed.forEach(each -> categories.put(each.result(), each.category()));
    return new Noted(categories, writing(job, failed, now));
  }

  private SqlWork<Void> writing(Job job, List<Failed> failed, Instant now) {
    return statements -> {
      for (Failed each : failed) {
        CategoryTable.write(
            statements,
            job.header().id(),
            job.attempt(),
            each.result().recipient().address(),
            each.category());
        if (feeds(each.result())) {
          feed.note(statements, failure(job, each), now);
        }
      }
      return null;
    };
  }

  private static boolean isFailure(MessageState state) {
    return switch (state) {
      case DEFERRED, UNCERTAIN, BOUNCED, EXPIRED, SUPPRESSED -> true;
      default -> false;
    };
  }

  private Category category(Result result) {
    Category category =
        result.state() == MessageState.SUPPRESSED
            ? Category.SUPPRESSED
            : classifier.classify(Refusal.of(result.reply(), result.host())).category();
    counters.failed(category, result.state() != MessageState.DEFERRED);
    return category;
  }

  /**
   * Only what a peer said, or the name service (RFC 3463 X.1.2, RFC 7505), says something about the
   * address; what our own routes refuse does not.
   */
  private static boolean feeds(Result result) {
    if (result.state() != MessageState.BOUNCED && result.state() != MessageState.EXPIRED) {
      return false;
    }
    var status = result.reply().status();
    return result.host() != null
        || (status != null
            && status.subject() == 1
            && (status.detail() == 2 || status.detail() == 10));
  }

  private static SuppressionFeed.Failure failure(Job job, Failed failed) {
    return new SuppressionFeed.Failure(
        failed.result().recipient().address(),
        "",
        failed.category(),
        failed.result().reply().toString(),
        Suppression.Origin.BOUNCE,
        job.header().id());
  }
}
