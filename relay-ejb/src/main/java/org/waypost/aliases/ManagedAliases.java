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
package org.waypost.aliases;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.waypost.api.mail.EmailAddress;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The aliases and virtual domains of the database, and in memory. */
public final class ManagedAliases implements Aliases {

  static final int MOST_ALIASES = 100_000;
  static final int MOST_TARGETS = 500_000;
  static final int MOST_DOMAINS = 20_000;

  private static final Logger LOG = System.getLogger(ManagedAliases.class.getName());

  private final AliasTable table;
  private final SenderRewriter senders;
  private volatile AddressBook book = new AddressBook();
  // Guarded by this.
  private long applied = -1;

  /** Over this database; senders that were made by this rewriter are taken back. */
  public ManagedAliases(Database database, Ledger ledger, SenderRewriter senders) {
    this.table = new AliasTable(database, ledger);
    this.senders = senders;
  }

  /** Reads what has changed in the database. Called at the start, and every 2 seconds. */
  public synchronized void sync() {
    long version = table.version();
    if (version != applied) {
      // Read after the version: what is changed meanwhile is read again.
      book = table.load();
      applied = version;
      LOG.log(
          Level.INFO,
          "{0} aliases and {1} virtual domains are in effect",
          String.valueOf(book.aliasCount()),
          String.valueOf(book.domainCount()));
    }
  }

  /** A change of this node is made in memory too, so that many need not read everything anew. */
  private synchronized boolean apply(OptionalLong version, Runnable change) {
    if (version.isPresent()) {
      if (version.getAsLong() == applied + 1) {
        change.run();
        applied++;
      } else {
        sync();
      }
    }
    return version.isPresent();
  }

  @Override
  public Expansion expand(EmailAddress address) {
    Optional<EmailAddress> original = senders.original(address);
    if (original.isPresent()) {
      return new Expansion(
          List.of(original.get()),
          List.of(address + " → " + original.get() + " (sender rewritten by SRS)"),
          Optional.empty());
    }
    return Expander.expand(book, address);
  }

  @Override
  public boolean isOurs(EmailAddress address) {
    return book.domain(address.domain()).isPresent()
        || book.alias(address).isPresent()
        || senders.original(address).isPresent();
  }

  @Override
  public Page<Alias> aliases(String text, PageRequest page) {
    return new Page<>(
        table.aliases(text, page.size(), page.offset()), page, table.aliasCount(text));
  }

  @Override
  public Optional<Alias> alias(EmailAddress address) {
    return table.alias(address);
  }

  @Override
  public boolean put(Alias alias, boolean replacing) {
    AddressBook now = book;
    boolean isNew = now.alias(alias.address()).isEmpty();
    if (isNew && now.aliasCount() >= MOST_ALIASES) {
      throw new InvalidMemberException("address", "there are " + MOST_ALIASES + " already");
    }
    if (now.targetCount() + alias.targets().size() > MOST_TARGETS) {
      throw new InvalidMemberException(
          "targets", "all aliases together have at most " + MOST_TARGETS + " targets");
    }
    return apply(table.put(alias, replacing), () -> book.put(alias));
  }

  @Override
  public boolean deleteAlias(EmailAddress address) {
    return apply(table.deleteAlias(address), () -> book.removeAlias(address));
  }

  @Override
  public Page<VirtualDomain> domains(PageRequest page) {
    return new Page<>(table.domains(page.size(), page.offset()), page, book.domainCount());
  }

  @Override
  public Optional<VirtualDomain> domain(String name) {
    return table.domain(name);
  }

  @Override
  public boolean put(VirtualDomain domain, boolean replacing) {
    if (book.domain(domain.name()).isEmpty() && book.domainCount() >= MOST_DOMAINS) {
      throw new InvalidMemberException("name", "there are " + MOST_DOMAINS + " already");
    }
    return apply(table.put(domain, replacing), () -> book.put(domain));
  }

  @Override
  public boolean deleteDomain(String name) {
    return apply(table.deleteDomain(name), () -> book.removeDomain(name));
  }
}
