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

import java.sql.SQLException;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.classification.Category;
import org.waypost.store.Statements;

/** Writes into the trace why an attempt failed. Part of the caller's ledger work. */
public final class CategoryTable {

  private CategoryTable() {}

  /** Notes the category of a failure; the attempt has been written. */
  public static void write(
      Statements statements, MessageId id, int attempt, EmailAddress recipient, Category category)
      throws SQLException {
    statements.update(
        "update attempt set category = ? where message_id = ? and number = ? and recipient = ?",
        category.word(),
        id.value(),
        attempt,
        recipient.toString());
    recipient(statements, id, recipient, category);
  }

  /** Notes the category of what became of a recipient. */
  static void recipient(
      Statements statements, MessageId id, EmailAddress recipient, Category category)
      throws SQLException {
    statements.update(
        "update recipient set category = ? where message_id = ? and address = ?",
        category.word(),
        id.value(),
        recipient.toString());
  }
}
