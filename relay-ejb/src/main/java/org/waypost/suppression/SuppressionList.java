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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Says whether an address is on the list. The memory of a node's knowledge: what it says no to is
 * not on the list, or has been put there on another node in the last 2 seconds.
 */
public final class SuppressionList {

  /** Entries that are held in memory, 40 MB; beyond, the database is asked for every recipient. */
  static final int MOST = 5_000_000;

  private static final int READ_AT_ONCE = 20_000;
  private static final int MOST_RECENT = 100_000;
  private static final long READ_ALL_EVERY_MILLIS = 3_600_000;

  /** Nodes' clocks may differ by less, and a commit take less. */
  private static final long OVERLAP_MILLIS = 60_000;

  private static final Logger LOG = System.getLogger(SuppressionList.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final KeySet keys = new KeySet();
  // Both for the timer's thread alone.
  private long readTo;
  private long readAllAt;

  /** The list in this database. */
  public SuppressionList(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * The entry that keeps mail of a sender from a recipient.
   *
   * @throws org.waypost.store.StoreException when it may be on the list and the database does not
   *     answer
   */
  public Optional<Suppression> find(EmailAddress sender, EmailAddress recipient) {
    String address = Suppression.normal(recipient);
    String domain = "@" + recipient.domain();
    Optional<Suppression> found = inForce(address, "").or(() -> inForce(domain, ""));
    return found.isPresent() || sender.isNullSender()
        ? found
        : inForce(address, sender.domain()).or(() -> inForce(domain, sender.domain()));
  }

  private Optional<Suppression> inForce(String address, String scope) {
    if (!keys.mayContain(address, scope)) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    return database
        .read(statements -> SuppressionTable.find(statements, address, scope))
        .filter(entry -> entry.isInForce(now));
  }

  /** Reads what is new, from whichever node; called every 2 seconds, and before the first mail. */
  public synchronized void sync() {
    long now = System.currentTimeMillis();
    if (now - readAllAt > READ_ALL_EVERY_MILLIS || keys.recent() > MOST_RECENT) {
      readAll();
      readAllAt = now;
    } else {
      readSince(readTo - OVERLAP_MILLIS);
    }
    readTo = now;
  }

  /** Known at once on this node. Part of the ledger work that puts it on the list. */
  void added(String address, String scope) {
    keys.add(address, scope);
  }

  private void readSince(long time) {
    // The same ones are read several times, which the set does not mind.
    long from = time;
    String lastAddress = "";
    String lastScope = "";
    while (true) {
      List<Key> page = changed(from, lastAddress, lastScope);
      page.forEach(key -> keys.add(key.address(), key.scope()));
      if (page.size() < READ_AT_ONCE || keys.recent() > MOST_RECENT) {
        return;
      }
      lastAddress = page.get(page.size() - 1).address();
      lastScope = page.get(page.size() - 1).scope();
    }
  }

  private record Key(String address, String scope) {}

  private List<Key> changed(long since, String address, String scope) {
    return database.read(
        statements ->
            statements.query(
                "select address, scope from suppression where changed_at >= ?"
                    + " and (address > ? or (address = ? and scope > ?))"
                    + " order by address, scope limit ?",
                row -> new Key(row.getString(1), row.getString(2)),
                since,
                address,
                address,
                scope,
                READ_AT_ONCE));
  }

  private void readAll() {
    List<Long> pending = keys.pending();
    long[] hashes = new long[1024];
    int count = 0;
    String address = "";
    String scope = "";
    List<Key> page;
    do {
      page = changed(0, address, scope);
      for (Key key : page) {
        if (count == hashes.length) {
          hashes = Arrays.copyOf(hashes, count * 2);
        }
        hashes[count++] = KeySet.hash(key.address(), key.scope());
        address = key.address();
        scope = key.scope();
      }
    } while (page.size() == READ_AT_ONCE && count < MOST);
    boolean all = page.size() < READ_AT_ONCE;
    if (!all) {
      LOG.log(
          Level.WARNING,
          "More than {0} addresses are suppressed: the database is asked for every recipient",
          String.valueOf(MOST));
    }
    keys.replace(Arrays.copyOf(hashes, count), pending, all);
  }

  /** Deletes what has expired, and tallies that are over; called every few minutes. */
  public void deleteOld(Instant now, SuppressionRules rules) {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "delete from suppression where expires_at > 0 and expires_at < ?",
                now.toEpochMilli()));
    ledger.writeAndWait(
        statements ->
            statements.update(
                "delete from bounce_tally where last_at < ?",
                now.minus(rules.longestWindow()).toEpochMilli()));
  }
}
