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

import java.util.ArrayList;
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.queue.RecipientsText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceTable;

/** Parked mail in SQL. Safe for use by any number of threads. */
public final class SqlParkedMail implements ParkedMail {

  private final Database database;
  private final Ledger ledger;
  private final Parking parking;

  /**
   * Reads from this database, and writes through its ledger.
   *
   * @param parking knows what is in delivery, and is left alone
   */
  public SqlParkedMail(Database database, Ledger ledger, Parking parking) {
    this.database = database;
    this.ledger = ledger;
    this.parking = parking;
  }

  @Override
  public Page<ParkedEntry> list(String destination, ParkedEntry.State state, PageRequest page) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(" where 1 = 1");
    if (destination != null) {
      where.append(" and p.destination = ?");
      parameters.add(destination);
    }
    if (state != null) {
      where.append(" and p.state = ?");
      parameters.add(state.name());
    }
    List<Object> rows = new ArrayList<>(parameters);
    rows.add(page.size());
    rows.add(page.offset());
    parameters.add(Page.COUNT_LIMIT);
    return database.read(
        statements ->
            new Page<>(
                statements.query(
                    "select "
                        + ParkedTable.columns()
                        + " from parked p"
                        + where
                        + " order by p.due_at, p.message_id, p.group_number limit ? offset ?",
                    ParkedTable::entry,
                    rows.toArray()),
                page,
                statements.number(
                    "select count(*) from (select 1 from parked p" + where + " limit ?) counted",
                    parameters.toArray())));
  }

  @Override
  public List<Count> counts() {
    return database.read(
        statements ->
            statements.query(
                "select destination, state, count(*) from parked"
                    + " group by destination, state order by count(*) desc limit 1000",
                row ->
                    new Count(
                        row.getString(1),
                        ParkedEntry.State.valueOf(row.getString(2)),
                        row.getLong(3))));
  }

  @Override
  public int retry(MessageId id) {
    return ledger.writeAndWait(
        statements ->
            statements.update(
                "update parked set due_at = ? where message_id = ? and state <> 'ACTIVE'",
                System.currentTimeMillis(),
                id.value()));
  }

  @Override
  public int delete(MessageId id) {
    return ledger.writeAndWait(
        statements -> {
          int deleted = 0;
          for (Row row : rows(statements, id)) {
            if (parking.isInDelivery(id, row.group())) {
              continue;
            }
            ParkedTable.delete(statements, id, row.group());
            TraceTable.setState(statements, id, row.recipients(), MessageState.DELETED);
            deleted++;
          }
          return deleted;
        });
  }

  private record Row(int group, List<EmailAddress> recipients) {}

  private static List<Row> rows(org.waypost.store.Statements statements, MessageId id)
      throws java.sql.SQLException {
    return statements.query(
        "select group_number, recipients from parked where message_id = ?",
        row -> new Row(row.getInt(1), addresses(row.getString(2))),
        id.value());
  }

  private static List<EmailAddress> addresses(String stored) {
    return RecipientsText.read(stored, null).stream().map(Recipient::address).toList();
  }
}
