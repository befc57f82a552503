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
package org.waypost.tlspolicy;

import java.util.Optional;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The policies in the database, and those that this node goes by. */
public final class ManagedTlsRules implements TlsRules {

  private final TlsRuleTable table;
  private volatile TlsRuleBook book = TlsRuleBook.EMPTY;
  // What the book was made of; guarded by this.
  private TlsRuleTable.Stamp applied;

  /** Over this database; without a policy before the first {@link #sync}. */
  public ManagedTlsRules(Database database, Ledger ledger) {
    this.table = new TlsRuleTable(database, ledger, new JsonTlsRuleFormat());
  }

  /** What this node goes by now. */
  public TlsRuleBook book() {
    return book;
  }

  /** Applies what has changed in the database. Called at the start, and every 2 seconds. */
  public synchronized void sync() {
    TlsRuleTable.Stamp stamp = table.stamp();
    if (!stamp.equals(applied)) {
      // Read after the stamp: what is changed meanwhile is read again.
      book = new TlsRuleBook(table.rows(TlsRuleTable.MOST, 0).stream().map(Stored::rule).toList());
      applied = stamp;
    }
  }

  @Override
  public Page<Stored> list(PageRequest page) {
    return new Page<>(table.rows(page.size(), page.offset()), page, table.count());
  }

  @Override
  public Optional<Stored> find(String name) {
    return table.find(name);
  }

  @Override
  public Optional<Stored> create(TlsRule rule) {
    requireRoom();
    boolean made = table.insert(rule);
    sync();
    return made ? find(rule.name()) : Optional.empty();
  }

  @Override
  public Stored replace(TlsRule rule) {
    if (find(rule.name()).isEmpty()) {
      requireRoom();
    }
    table.put(rule);
    sync();
    return find(rule.name())
        .orElseThrow(() -> new IllegalStateException("Deleted by somebody else meanwhile"));
  }

  @Override
  public boolean delete(String name) {
    boolean deleted = table.delete(name);
    sync();
    return deleted;
  }

  private void requireRoom() {
    if (table.count() >= TlsRuleTable.MOST) {
      throw new InvalidMemberException(
          "name", "there are " + TlsRuleTable.MOST + " policies already");
    }
  }
}
