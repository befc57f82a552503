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
package org.waypost.tlsreport;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The counts, and who reports them, in SQL. */
final class TlsResultTable {

  private final Database database;
  private final Ledger ledger;

  TlsResultTable(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** A kind of session and how often there was one. */
  record Counted(TlsResult result, long sessions) {}

  /** Adds to what is there. */
  void add(Map<TlsResult, Long> counts) {
    ledger.writeAndWait(
        statements -> {
          for (Map.Entry<TlsResult, Long> each : counts.entrySet()) {
            TlsResult result = each.getKey();
            int updated =
                statements.update(
                    "update tls_result set sessions = sessions + ? where report_day = ?"
                        + " and domain = ? and policy_type = ? and mx = ? and address = ?"
                        + " and failure = ?",
                    each.getValue(),
                    result.day().toString(),
                    result.domain(),
                    result.policyType(),
                    result.mx(),
                    result.address(),
                    result.failure());
            if (updated == 0) {
              statements.update(
                  "insert into tls_result (report_day, domain, policy_type, mx, address, failure,"
                      + " policy, sessions) values (?, ?, ?, ?, ?, ?, ?, ?)",
                  result.day().toString(),
                  result.domain(),
                  result.policyType(),
                  result.mx(),
                  result.address(),
                  result.failure(),
                  result.policy(),
                  each.getValue());
            }
          }
          return null;
        });
  }

  /** Domains with counts before a day of which no report is done, or being made since a time. */
  List<TlsReportKey> due(LocalDate before, Instant claimedBefore, int most) {
    return database.read(
        statements ->
            statements.query(
                "select distinct r.report_day, r.domain from tls_result r where r.report_day < ?"
                    + " and not exists (select 1 from tls_report p where p.report_day ="
                    + " r.report_day and p.domain = r.domain and (p.done or p.claimed_at > ?))"
                    + " order by r.report_day, r.domain limit ?",
                row -> new TlsReportKey(LocalDate.parse(row.getString(1)), row.getString(2)),
                before.toString(),
                claimedBefore.toEpochMilli(),
                most));
  }

  List<Counted> results(TlsReportKey key, int most) {
    return database.read(
        statements ->
            statements.query(
                "select policy_type, mx, address, failure, policy, sessions from tls_result"
                    + " where report_day = ? and domain = ? order by policy_type, failure, mx,"
                    + " address limit ?",
                row ->
                    new Counted(
                        new TlsResult(
                            key.day(),
                            key.domain(),
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5)),
                        row.getLong(6)),
                key.day().toString(),
                key.domain(),
                most));
  }

  /**
   * Takes a report for this node, unless another has it since.
   *
   * @return which attempt this is; 0 when it is not this node's
   */
  int claim(TlsReportKey key, String owner, Instant now, Instant claimedBefore) {
    return ledger.writeAndWait(
        statements -> {
          int taken =
              statements.update(
                  "update tls_report set owner = ?, claimed_at = ?, attempts = attempts + 1"
                      + " where report_day = ? and domain = ? and not done and claimed_at <= ?",
                  owner,
                  now.toEpochMilli(),
                  key.day().toString(),
                  key.domain(),
                  claimedBefore.toEpochMilli());
          if (taken == 0
              && !statements.exists(
                  "select 1 from tls_report where report_day = ? and domain = ?",
                  key.day().toString(),
                  key.domain())) {
            // Two nodes at once: the key lets only one of them write.
            taken =
                statements.update(
                    "insert into tls_report (report_day, domain, owner, claimed_at, attempts,"
                        + " done) values (?, ?, ?, ?, ?, ?)",
                    key.day().toString(),
                    key.domain(),
                    owner,
                    now.toEpochMilli(),
                    1,
                    false);
          }
          return taken == 0
              ? 0
              : (int)
                  statements.number(
                      "select attempts from tls_report where report_day = ? and domain = ?",
                      key.day().toString(),
                      key.domain());
        });
  }

  /** Notes how an attempt ended. */
  void note(TlsReportKey key, boolean done, String outcome) {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "update tls_report set done = ?, outcome = ? where report_day = ? and domain = ?",
                done,
                outcome.length() > 400 ? outcome.substring(0, 400) : outcome,
                key.day().toString(),
                key.domain()));
  }

  /** Removes counts and reports of days before. */
  void deleteBefore(LocalDate day) {
    ledger.writeAndWait(
        statements ->
            statements.update("delete from tls_result where report_day < ?", day.toString())
                + statements.update("delete from tls_report where report_day < ?", day.toString()));
  }
}
