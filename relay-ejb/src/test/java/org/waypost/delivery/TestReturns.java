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
package org.waypost.delivery;

import java.util.Optional;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.content.ContentTable;
import org.waypost.events.EventLog;
import org.waypost.routing.Router;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.trace.TraceWriter;

/** What returns mail in tests of other packages. */
public final class TestReturns {

  private TestReturns() {}

  /** Returns mail of this database. */
  public static Returns of(Database database, Ledger ledger) {
    return of(database, ledger, EventLog.NONE);
  }

  /** Returns mail of this database, and tells so. */
  public static Returns of(Database database, Ledger ledger, EventLog events) {
    return new Returns(
        new Notifications(
            "mx.example",
            new Router(Mode.RELAY, Optional.of(HostPort.parse("sink.example:25"))),
            Bench.SCHEDULE,
            new TraceWriter(ledger),
            new Tidings(Tidings.DELAYED_AFTER),
            AddressRewriting.NONE),
        new ContentTable(database),
        new Counters(),
        events);
  }
}
