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
package org.waypost.events;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;
import org.waypost.store.Statements;

/** Reads from the trace what events say of a message. */
final class KnownMessages {

  private KnownMessages() {}

  static Optional<MailEvent.Message> find(Statements statements, MessageId id) throws SQLException {
    return statements.first(
        "select accepted_at, sender, account, tags, metadata from message where id = ?",
        row -> {
          String tags = row.getString(4);
          return new MailEvent.Message(
              id,
              Instant.ofEpochMilli(row.getLong(1)),
              row.getString(2),
              row.getString(3),
              tags == null ? List.of() : List.of(tags.split("\n")),
              Metadata.ofText(row.getString(5)).entries());
        },
        id.value());
  }
}
