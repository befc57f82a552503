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
package org.waypost.trace;

import java.time.Instant;
import java.util.List;
import org.waypost.api.mail.MessageId;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Deletes the trace of finished messages when their time is over. */
public final class TraceRetention {

  private static final int BATCH = 500;
  private static final int MOST_AT_ONCE = 50_000;

  private final Database database;
  private final Ledger ledger;

  /** Over this database. */
  public TraceRetention(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Deletes finished messages that were accepted before a time, in batches, at most 50,000 a call;
   * captured mail has a retention of its own.
   */
  public void deleteFinishedBefore(Instant time) {
    for (int deleted = 0; deleted < MOST_AT_ONCE; deleted += BATCH) {
      List<String> batch =
          database.read(
              statements ->
                  statements.query(
                      "select id from message"
                          + " where state in ('DELIVERED', 'BOUNCED', 'EXPIRED', 'DELETED',"
                          + " 'SUPPRESSED', 'DISCARDED')"
                          + " and id < ? order by id limit ?",
                      row -> row.getString(1),
                      MessageId.lowestOf(time),
                      BATCH));
      if (batch.isEmpty()) {
        return;
      }
      ledger.writeAndWait(
          statements -> {
            for (String id : batch) {
              // Captured groups of a message that failed elsewhere still have their content.
              statements.update("delete from content where message_id = ?", id);
              TraceTable.delete(statements, new MessageId(id));
            }
            return null;
          });
    }
  }
}
