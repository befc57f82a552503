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
package org.waypost.capture;

import java.util.List;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.trace.MessageQuery;
import org.waypost.trace.MessageState;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.Trace;
import org.waypost.trace.TraceTable;

/** Captured mail in SQL: messages of state CAPTURED. */
public final class SqlCapturedMail implements CapturedMail {

  private static final int BATCH = 500;

  private final Trace trace;
  private final Database database;
  private final Ledger ledger;

  /** Over this database. */
  public SqlCapturedMail(Trace trace, Database database, Ledger ledger) {
    this.trace = trace;
    this.database = database;
    this.ledger = ledger;
  }

  @Override
  public Page<MessageSummary> list(String text, PageRequest page) {
    return trace.search(
        new MessageQuery(text, MessageState.CAPTURED, null, null, null, null, null, page));
  }

  @Override
  public boolean delete(MessageId id) {
    return ledger.writeAndWait(
        statements -> {
          boolean there =
              statements.exists(
                  "select 1 from message where id = ? and state = 'CAPTURED'", id.value());
          if (there) {
            delete(statements, id.value());
          }
          return there;
        });
  }

  @Override
  public int deleteAll() {
    return deleteAcceptedBefore(Long.MAX_VALUE);
  }

  /** Deletes what was captured before a time, in batches; returns how many. */
  public int deleteAcceptedBefore(long millis) {
    int deleted = 0;
    while (true) {
      List<String> batch =
          database.read(
              statements ->
                  statements.query(
                      "select id from message where state = 'CAPTURED' and accepted_at < ?"
                          + " order by id limit ?",
                      row -> row.getString(1),
                      millis,
                      BATCH));
      if (batch.isEmpty()) {
        return deleted;
      }
      ledger.writeAndWait(
          statements -> {
            for (String id : batch) {
              delete(statements, id);
            }
            return null;
          });
      deleted += batch.size();
    }
  }

  private static void delete(Statements statements, String id) throws java.sql.SQLException {
    statements.update("delete from content where message_id = ?", id);
    TraceTable.delete(statements, new MessageId(id));
  }
}
