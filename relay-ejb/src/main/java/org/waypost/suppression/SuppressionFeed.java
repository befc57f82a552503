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
package org.waypost.suppression;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.settings.BounceSettings.Threshold;
import org.waypost.classification.Category;
import org.waypost.store.Statements;
import org.waypost.suppression.Suppression.Origin;

/**
 * Puts addresses on the list when the failures of mail to them reach the threshold of their
 * category. Safe for use by any number of threads.
 */
public final class SuppressionFeed {

  private static final Logger LOG = System.getLogger(SuppressionFeed.class.getName());

  private final SuppressionList list;
  private final SuppressionRules rules;

  /** Feeds this list by these rules. */
  public SuppressionFeed(SuppressionList list, SuppressionRules rules) {
    this.list = list;
    this.rules = rules;
  }

  /**
   * A failure, or a complaint.
   *
   * @param recipient whom the mail was for
   * @param scope domain of the senders it holds for; empty for all
   * @param category why
   * @param reason in words
   * @param origin BOUNCE or COMPLAINT
   * @param message which failed
   */
  public record Failure(
      EmailAddress recipient,
      String scope,
      Category category,
      String reason,
      Origin origin,
      MessageId message) {}

  /** Notes a failure. Part of the caller's ledger work. */
  public void note(Statements statements, Failure failure, Instant now) throws SQLException {
    Optional<Threshold> rule = rules.of(failure.category());
    if (rule.isEmpty()) {
      return;
    }
    String address = Suppression.normal(failure.recipient());
    if (SuppressionTable.countManual(statements, address, failure.scope())
        || !isEnough(statements, address, failure.category(), rule.get(), now)) {
      return;
    }
    SuppressionTable.put(
        statements,
        new Suppression(
            address,
            failure.scope(),
            failure.category(),
            failure.reason(),
            failure.origin(),
            Optional.of(failure.message().value()),
            1,
            now,
            rule.get().expiry().isZero()
                ? Optional.empty()
                : Optional.of(now.plus(rule.get().expiry()))));
    list.added(address, failure.scope());
    LOG.log(
        Level.INFO,
        "{0} puts <{1}> on the suppression list: {2}",
        failure.message(),
        failure.recipient(),
        failure.category().word());
  }

  /** Whether this failure is the one that is too much. Windows follow each other. */
  private static boolean isEnough(
      Statements statements, String address, Category category, Threshold rule, Instant now)
      throws SQLException {
    if (rule.failures() == 1) {
      return true;
    }
    long since = now.minus(rule.window()).toEpochMilli();
    int counted =
        statements.update(
            "update bounce_tally set failures = failures + 1, last_at = ?"
                + " where address = ? and category = ? and first_at >= ?",
            now.toEpochMilli(),
            address,
            category.word(),
            since);
    if (counted == 0) {
      statements.update(
          "delete from bounce_tally where address = ? and category = ?", address, category.word());
      statements.update(
          "insert into bounce_tally (address, category, failures, first_at, last_at)"
              + " values (?, ?, ?, ?, ?)",
          address,
          category.word(),
          1,
          now.toEpochMilli(),
          now.toEpochMilli());
      return false;
    }
    return statements.exists(
        "select 1 from bounce_tally where address = ? and category = ? and failures >= ?",
        address,
        category.word(),
        rule.failures());
  }
}
