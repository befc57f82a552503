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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The list for administrators. Safe for use by any number of threads. */
public final class SqlSuppressions implements Suppressions {

  private static final int BATCH = 500;

  private final Database database;
  private final Ledger ledger;
  private final SuppressionList list;

  /** Reads from this database, writes through its ledger, and tells the list. */
  public SqlSuppressions(Database database, Ledger ledger, SuppressionList list) {
    this.database = database;
    this.ledger = ledger;
    this.list = list;
  }

  @Override
  public Page<Suppression> list(Query query) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(" where 1 = 1");
    if (query.text() != null && !query.text().isBlank()) {
      where.append(" and address like ? escape '\\'");
      parameters.add("%" + escaped(query.text().strip().toLowerCase(Locale.ROOT)) + "%");
    }
    if (query.category() != null) {
      where.append(" and category = ?");
      parameters.add(query.category().word());
    }
    if (query.origin() != null) {
      where.append(" and origin = ?");
      parameters.add(query.origin().name().toLowerCase(Locale.ROOT));
    }
    if (query.scope() != null && !query.scope().isEmpty()) {
      where.append(" and scope = ?");
      parameters.add(query.scope().equals("*") ? "" : query.scope().toLowerCase(Locale.ROOT));
    }
    List<Object> rows = new ArrayList<>(parameters);
    rows.add(query.page().size());
    rows.add(query.page().offset());
    parameters.add(Page.COUNT_LIMIT);
    return database.read(
        statements ->
            new Page<>(
                statements.query(
                    "select "
                        + SuppressionTable.COLUMNS
                        + " from suppression"
                        + where
                        + " order by address, scope limit ? offset ?",
                    SuppressionTable::read,
                    rows.toArray()),
                query.page(),
                statements.number(
                    "select count(*) from (select 1 from suppression" + where + " limit ?) counted",
                    parameters.toArray())));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  @Override
  public List<Suppression> behind(String address, String scope, int limit) {
    return database.read(
        statements ->
            statements.query(
                "select "
                    + SuppressionTable.COLUMNS
                    + " from suppression where address > ? or (address = ? and scope > ?)"
                    + " order by address, scope limit ?",
                SuppressionTable::read,
                address,
                address,
                scope,
                limit));
  }

  @Override
  public Optional<Suppression> find(String address, String scope) {
    return database.read(
        statements -> SuppressionTable.find(statements, Suppression.normal(address), scope));
  }

  @Override
  public boolean put(Suppression suppression) {
    return putAll(List.of(suppression)) > 0;
  }

  @Override
  public int putAll(List<Suppression> suppressions) {
    int made = 0;
    for (int from = 0; from < suppressions.size(); from += BATCH) {
      List<Suppression> batch =
          suppressions.subList(from, Math.min(from + BATCH, suppressions.size()));
      made +=
          ledger.writeAndWait(
              statements -> {
                int count = 0;
                for (Suppression each : batch) {
                  count += SuppressionTable.put(statements, each) ? 1 : 0;
                }
                return count;
              });
      batch.forEach(each -> list.added(each.address(), each.scope()));
    }
    return made;
  }

  @Override
  public boolean delete(String address, String scope) {
    String key = Suppression.normal(address);
    return ledger.writeAndWait(
        statements -> {
          statements.update("delete from bounce_tally where address = ?", key);
          return statements.update(
                  "delete from suppression where address = ? and scope = ?", key, scope)
              > 0;
        });
  }
}
