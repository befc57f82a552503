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
package org.waypost.content;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.api.smtp.MailContent;
import org.waypost.store.Database;
import org.waypost.store.Statements;

/**
 * The bytes of parked and captured mail: blocks of {@value #BLOCK} octets in the table content.
 * Writing and deleting take part in the caller's ledger work.
 */
public final class ContentTable implements StoredContent {

  static final int BLOCK = 256 * 1024;

  private final Database database;

  /** Reads from this database. */
  public ContentTable(Database database) {
    this.database = database;
  }

  /** Stores the octets of a group, in place of what is there. */
  public static void store(Statements statements, MessageId id, int group, MailContent content)
      throws SQLException {
    delete(statements, id, group);
    try (InputStream in = content.open()) {
      int number = 0;
      for (byte[] block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
        statements.update(
            "insert into content (message_id, group_number, block, data) values (?, ?, ?, ?)",
            id.value(),
            group,
            number++,
            block);
      }
    } catch (IOException e) {
      throw new SQLException("The content could not be read", e);
    }
  }

  /** Deletes the octets of a group. */
  public static void delete(Statements statements, MessageId id, int group) throws SQLException {
    statements.update(
        "delete from content where message_id = ? and group_number = ?", id.value(), group);
  }

  /** The octets of a group; they are read block by block while they are needed. */
  public MailContent read(MessageId id, int group, long size, boolean eightBit) {
    return new TableContent(this, id, group, size, eightBit);
  }

  @Override
  public Optional<Content> open(MessageId id) {
    return database
        .read(
            statements ->
                statements.first(
                    "select group_number, sum(octet_length(data)) from content where message_id = ?"
                        + " group by group_number order by group_number fetch first row only",
                    row -> new long[] {row.getLong(1), row.getLong(2)},
                    id.value()))
        .map(found -> new Content(found[1], new BlockStream(this, id, (int) found[0], found[1])));
  }

  Optional<byte[]> block(MessageId id, int group, int number) {
    return database.read(
        statements ->
            statements.first(
                "select data from content"
                    + " where message_id = ? and group_number = ? and block = ?",
                row -> row.getBytes(1),
                id.value(),
                group,
                number));
  }
}
