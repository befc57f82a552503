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

import java.util.List;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.store.Database;

/** Reads the outbox in tests. */
public final class WrittenEvents {

  private WrittenEvents() {}

  /** The events that wait to be published, in order. */
  public static List<MailEvent> of(Database database) {
    return database.read(statements -> OutboxTable.first(statements, 1000)).stream()
        .map(row -> MailEventJson.parse(row.body()))
        .toList();
  }

  /** The same as words, such as "accepted a@x.org". */
  public static List<String> words(Database database) {
    return of(database).stream().map(each -> each.type().word() + " " + each.recipient()).toList();
  }
}
