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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.store.Ledger;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

/** Parks small messages for tests, each with its trace and its content. */
public final class ParkedRows {

  private final Ledger ledger;
  private final TraceWriter trace;
  private String sender = "from@sender.example";
  private Instant acceptedAt = Instant.now().minusSeconds(60);
  private State state = State.DEFERRED;
  private Instant dueAt = Instant.now().plus(Duration.ofHours(1));
  private String site;
  private String reply = "451 4.2.0 later";

  /** Parks through this ledger. */
  public ParkedRows(Ledger ledger) {
    this.ledger = ledger;
    this.trace = new TraceWriter(ledger);
  }

  /** The sender of what is parked from now on. */
  public ParkedRows from(String address) {
    sender = address;
    return this;
  }

  /** The age of what is parked from now on. */
  public ParkedRows old(Duration age) {
    acceptedAt = Instant.now().minus(age);
    return this;
  }

  /** The state of what is parked from now on, and when it is due. */
  public ParkedRows as(State next, Instant due) {
    state = next;
    dueAt = due;
    return this;
  }

  /** The site of what is parked from now on. */
  public ParkedRows at(String next) {
    site = next;
    return this;
  }

  /** The reply of what is parked from now on. */
  public ParkedRows told(String text) {
    reply = text;
    return this;
  }

  /** Parks a message. */
  public MessageId park(String... recipients) {
    return Ledger.await(begin(recipients));
  }

  /** Parks so many messages, each for another address of the domain. */
  public List<MessageId> parkMany(int messages, String domain) {
    List<CompletableFuture<MessageId>> begun = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      begun.add(begin("a" + i + "@" + domain));
    }
    return begun.stream().map(Ledger::await).toList();
  }

  /** Makes what is parked of a message due now. */
  public static void makeDue(Ledger ledger, MessageId id) {
    ledger.writeAndWait(
        statements -> {
          for (Candidate candidate : Selected.of(statements, id)) {
            ParkedActions.retry(statements, candidate);
          }
          return null;
        });
  }

  private CompletableFuture<MessageId> begin(String... recipients) {
    List<Recipient> to = Mails.to(recipients);
    MailHeader header = Mails.at(Mails.header(sender, to.size(), Mails.TEXT.length()), acceptedAt);
    List<EmailAddress> addresses = Mails.addresses(recipients);
    Instant due = dueAt;
    State now = state;
    String where = site;
    String last = reply;
    return ledger.write(
        statements -> {
          trace.scheduled(statements, header, addresses, MessageState.DEFERRED);
          ParkedTable.park(
              statements,
              new ParkedGroup(
                  header,
                  new DestinationGroup(1, "mx", addresses.get(0).domain(), to),
                  now,
                  1,
                  due,
                  Instant.now().plus(Duration.ofDays(5)),
                  Told.NOTHING,
                  where,
                  null,
                  last));
          ContentTable.store(
              statements,
              header.id(),
              1,
              new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)));
          return header.id();
        });
  }
}
