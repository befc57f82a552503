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

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.queue.ClaimCheck;
import org.waypost.store.Statements;

/**
 * Groups that wait for a site, in SQL. Every query is one look into the index parked_waiting, and
 * reads no more rows than it returns: the order names all columns of the index up to the last one
 * wanted, which is how databases see that there is nothing to sort.
 */
final class WaitingTable {

  /** Sites that are looked for; what waits for others is found when these have no more. */
  static final int MOST_SITES = 5_000;

  /** Priorities go from -9 to 9 (RFC 6710). */
  private static final int LOWEST = -9;

  /** The first character that may stand in no name. */
  private static final String NEXT = "\u0001";

  private final boolean embedded;
  private final String siteBehind;
  private final String partyBehind;

  private static final String PRIORITY_FROM =
      "select priority from parked where state = 'WAITING' and site = ? and priority >= ?"
          + " order by state, site, priority limit 1";

  private static final String OLDEST =
      "select message_id, group_number, claim, destination from parked"
          + " where state = 'WAITING' and site = ? and priority = ? and party = ?"
          + " order by state, site, priority, party, line_at, message_id limit ?";

  /**
   * In this database.
   *
   * @param embedded whether it is H2, which begins a search for what is greater with what is equal,
   *     and goes through all of that; its order of texts is that of their characters, so that it
   *     can be asked for what comes next
   */
  WaitingTable(boolean embedded) {
    this.embedded = embedded;
    String behind = embedded ? " >= ?" : " > ?";
    siteBehind =
        "select site from parked where state = 'WAITING' and site"
            + behind
            + " order by state, site, priority, party limit 1";
    partyBehind =
        "select party from parked where state = 'WAITING' and site = ? and priority = ? and party"
            + behind
            + " order by state, site, priority, party limit 1";
  }

  private String behind(String name) {
    return embedded ? name + NEXT : name;
  }

  /** All that is ever asked, in the order site, priority, party, limit of its parameters. */
  List<String> queries() {
    return List.of(siteBehind, PRIORITY_FROM, partyBehind, OLDEST);
  }

  /** The sites that something waits for, by name. */
  List<String> sites(Statements statements) throws SQLException {
    List<String> sites = new ArrayList<>();
    Optional<String> next = siteBehind(statements, "");
    while (next.isPresent() && sites.size() < MOST_SITES) {
      sites.add(next.get());
      next = siteBehind(statements, next.get());
    }
    return sites;
  }

  private Optional<String> siteBehind(Statements statements, String site) throws SQLException {
    return statements.first(siteBehind, row -> row.getString(1), behind(site));
  }

  /** Those who wait for a site. */
  WaitingLine line(Statements statements, String site) {
    return new WaitingLine() {
      @Override
      public List<Integer> priorities() throws SQLException {
        List<Integer> found = new ArrayList<>();
        Optional<Integer> next = from(LOWEST);
        while (next.isPresent()) {
          found.add(0, next.get());
          next = from(next.get() + 1);
        }
        return found;
      }

      private Optional<Integer> from(int priority) throws SQLException {
        return statements.first(PRIORITY_FROM, row -> row.getInt(1), site, priority);
      }

      @Override
      public Optional<String> partyAfter(int priority, String party) throws SQLException {
        return statements.first(
            partyBehind, row -> row.getString(1), site, priority, behind(party));
      }

      @Override
      public List<WaitingGroup> oldest(int priority, String party, int limit) throws SQLException {
        return statements.query(
            OLDEST,
            row ->
                new WaitingGroup(
                    new ClaimCheck(
                        new MessageId(row.getString(1)),
                        row.getInt(2),
                        row.getInt(3) + 1,
                        priority),
                    row.getString(4)),
            site,
            priority,
            party,
            limit);
      }
    };
  }

  /**
   * Lets a group wait that was due, without an attempt.
   *
   * @param lookAt when it is looked at all the same
   */
  void wait(Statements statements, ClaimCheck check, String site, Instant lookAt)
      throws SQLException {
    statements.update(
        "update parked set state = 'WAITING', site = ?, changed_at = ?, due_at = ?"
            + " where message_id = ? and group_number = ? and claim = ?"
            + " and state in ('DEFERRED', 'SCHEDULED', 'WAITING')",
        site,
        System.currentTimeMillis(),
        lookAt.toEpochMilli(),
        check.id().value(),
        check.group(),
        check.claim() - 1);
  }

  /** Lets a group that waits do so elsewhere. */
  void move(Statements statements, ClaimCheck check, String site) throws SQLException {
    statements.update(
        "update parked set site = ?, changed_at = ?"
            + " where message_id = ? and group_number = ? and claim = ? and state = 'WAITING'",
        site,
        System.currentTimeMillis(),
        check.id().value(),
        check.group(),
        check.claim() - 1);
  }
}
