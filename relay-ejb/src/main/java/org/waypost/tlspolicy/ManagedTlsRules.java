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

import java.time.InstantSource;
import java.util.List;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.definitions.Stored;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Version;

/** The policies in the database, and those that this node goes by. */
public final class ManagedTlsRules extends ManagedDefinitions<TlsRule> implements TlsRules {

  private volatile TlsRuleBook book = TlsRuleBook.EMPTY;

  /** Over this database; without a policy before the first {@link #sync}. */
  public ManagedTlsRules(Database database, Ledger ledger) {
    super(database, ledger, InstantSource.system(), kind(new JsonTlsRuleFormat()));
  }

  private static Kind<TlsRule> kind(TlsRuleFormat format) {
    return new Kind<>(
        "tls_policy",
        "TLS policy",
        new Version("definition_version", "kind", "tls-policies"),
        20_000,
        10_000,
        "tls.ciphers",
        TlsRule::name,
        rule -> 0,
        format::write,
        format::read);
  }

  @Override
  protected void use(List<Stored<TlsRule>> all) {
    book = new TlsRuleBook(all.stream().map(Stored::definition).toList());
  }

  /** What this node goes by now. */
  public TlsRuleBook book() {
    return book;
  }
}
