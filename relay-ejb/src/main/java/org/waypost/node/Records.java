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
package org.waypost.node;

import java.time.Duration;
import java.time.Instant;
import org.waypost.api.settings.Settings;
import org.waypost.capture.SqlCapturedMail;
import org.waypost.content.ContentTable;
import org.waypost.events.EventLog;
import org.waypost.mailview.MailOpener;
import org.waypost.mailview.MailReader;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceRetention;
import org.waypost.trace.TraceWriter;

/** What a node remembers of messages, and for how long. */
final class Records {

  private final Settings settings;
  private final TraceWriter writer;
  private final SqlTrace trace;
  private final ContentTable content;
  private final SqlCapturedMail captured;
  private final TraceRetention retention;
  private final MailOpener opener;

  Records(Settings settings, Storage storage, EventLog events) {
    this.settings = settings;
    writer = new TraceWriter(storage.ledger(), events);
    trace = new SqlTrace(storage.database());
    content = new ContentTable(storage.database());
    captured = new SqlCapturedMail(trace, storage.database(), storage.ledger());
    retention = new TraceRetention(storage.database(), storage.ledger());
    opener = MailReader.by(settings.data().resolve("spool"));
  }

  void runBy(Timetable timetable) {
    timetable.every(Duration.ofMillis(250), "writing the trace", writer::flush);
  }

  void deleteOld(Instant now) {
    captured.deleteAcceptedBefore(now.minus(settings.keepCaptured()).toEpochMilli());
    retention.deleteFinishedBefore(now.minus(settings.keepTrace()));
  }

  TraceWriter writer() {
    return writer;
  }

  SqlTrace trace() {
    return trace;
  }

  ContentTable content() {
    return content;
  }

  /** Takes stored mail apart. */
  MailOpener opener() {
    return opener;
  }

  SqlCapturedMail captured() {
    return captured;
  }
}
