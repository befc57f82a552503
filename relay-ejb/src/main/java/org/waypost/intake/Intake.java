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
package org.waypost.intake;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Verdict;
import org.waypost.content.EightBit;
import org.waypost.extensions.Active;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.OutboundQueue;
import org.waypost.routing.Router;
import org.waypost.stats.Counters;
import org.waypost.trace.TraceWriter;

/** Takes mail in; see the package. Safe for use by any number of threads. */
public final class Intake {

  /** More Received fields than this are a loop (RFC 5321 6.3 asks for 100 at least). */
  static final int MAX_HOPS = 100;

  private static final Logger LOG = System.getLogger(Intake.class.getName());

  /** RFC 5321 4.2.3, RFC 3463 3.4. */
  private static final Verdict FULL =
      Verdict.temporary(452, "4.3.1", "No storage for this message right now");

  private final String hostname;
  private final Router router;
  private final OutboundQueue queue;
  private final TraceWriter trace;
  private final Counters counters;
  private final HeldMail held;
  private final Optional<CrowdedMail> crowded;
  private final DiskSpace disk;
  private final AddressRewriting addresses;
  private final Optional<Screening> screening;

  /**
   * Hands mail to this queue.
   *
   * @param held takes what is not to be delivered yet
   * @param crowded takes what would have to wait for its site; without it the workers find out
   * @param addresses tells whom mail is really for
   * @param disk of the data folder
   * @param screening has content filters look at what comes in
   */
  public Intake(
      String hostname,
      Router router,
      OutboundQueue queue,
      TraceWriter trace,
      Counters counters,
      HeldMail held,
      Optional<CrowdedMail> crowded,
      AddressRewriting addresses,
      DiskSpace disk,
      Optional<Screening> screening) {
    this.screening = screening;
    this.addresses = addresses;
    this.hostname = hostname;
    this.router = router;
    this.queue = queue;
    this.trace = trace;
    this.counters = counters;
    this.held = held;
    this.crowded = crowded;
    this.disk = disk;
  }

  /**
   * Mail ready for the queue.
   *
   * @param header what is known of it
   * @param groups its destination groups
   * @param trace the octets that go in front of its content
   */
  // Octets that are handed on, neither changed nor compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Prepared(MailHeader header, List<DestinationGroup> groups, byte[] trace) {}

  /**
   * Sends a message to the queue, in the caller's transaction; or parks it, if it is to be held,
   * and returns when that is on disk.
   *
   * @param id that the message gets
   * @param afterCommit is given what has to be done once the transaction is committed
   * @return acceptance with the id in its text, or a refusal
   * @throws jakarta.jms.JMSRuntimeException when the queue does not take it; the transaction must
   *     be rolled back
   * @throws org.waypost.store.StoreException when the parking does not take it
   */
  public Verdict accept(MessageId id, IncomingMail given, Consumer<Runnable> afterCommit)
      throws IOException {
    return accept(id, given, false, afterCommit);
  }

  /**
   * As above.
   *
   * @param again whether a message of this id may have been accepted before: then what became of
   *     that counts, and this is dropped
   */
  public Verdict accept(
      MessageId id, IncomingMail given, boolean again, Consumer<Runnable> afterCommit)
      throws IOException {
    if (disk.isFull()) {
      return FULL;
    }
    ExpandedRecipients expanded = ExpandedRecipients.of(addresses, given.recipients());
    if (expanded.refusal().isPresent()) {
      counters.refused();
      LOG.log(Level.INFO, "refused from=<{0}>: {1}", given.sender(), expanded.refusal().get());
      return new Verdict(expanded.refusal().get());
    }
    IncomingMail mail = given.withRecipients(expanded.recipients());
    HeaderScan scan = HeaderScan.of(mail.content());
    if (scan.received() > MAX_HOPS) {
      counters.refused();
      LOG.log(
          Level.INFO,
          "refused from=<{0}> hops={1}: too many hops",
          mail.sender(),
          String.valueOf(scan.received()));
      return Verdict.permanent(554, "5.4.6", "Too many hops, this message is in a loop");
    }
    List<Active<ContentFilter>> filters =
        screening.isEmpty() ? List.of() : screening.get().of(mail);
    if (filters.isEmpty()) {
      return take(prepare(id, mail, given.addresses(), scan, null), mail, again, afterCommit);
    }
    Verdict verdict =
        screening
            .get()
            .screen(
                filters, id, mail, taking(id, given.addresses(), again, afterCommit), afterCommit);
    if (!verdict.isAccepted()) {
      counters.refused();
    }
    return verdict;
  }

  private Screening.Taking taking(
      MessageId id, List<EmailAddress> named, boolean again, Consumer<Runnable> afterCommit) {
    return new Screening.Taking() {
      @Override
      public Prepared prepare(IncomingMail mail, Optional<String> route) throws IOException {
        HeaderScan scan = HeaderScan.of(mail.content());
        return Intake.this.prepare(id, mail, named, scan, route.orElse(null));
      }

      @Override
      public Verdict take(Prepared prepared, IncomingMail mail) {
        return Intake.this.take(prepared, mail, again, afterCommit);
      }

      @Override
      public boolean knows(String route) {
        return router.find(route).isPresent();
      }

      @Override
      public void count(Prepared prepared) {
        Intake.this.count(prepared.header(), 0);
      }
    };
  }

  private Verdict take(
      Prepared prepared, IncomingMail mail, boolean again, Consumer<Runnable> afterCommit) {
    MessageId id = prepared.header().id();
    if (HeldMail.isHeld(prepared.header(), Instant.now())) {
      held.park(prepared, mail);
      afterCommit.accept(() -> count(prepared.header(), 0));
      return Verdict.accept("2.0.0", "Ok: held as " + id);
    }
    if (mayWait(mail) && crowded.get().park(prepared, mail)) {
      afterCommit.accept(() -> count(prepared.header(), 0));
      return Verdict.accept("2.0.0", "Ok: queued as " + id);
    }
    queue.send(prepared.header(), prepared.groups(), prepared.trace(), mail.content(), again);
    afterCommit.accept(() -> committed(prepared.header(), mail.addresses(), prepared.groups()));
    return Verdict.accept("2.0.0", "Ok: queued as " + id);
  }

  /**
   * Parking is no part of the transaction in which a JMS message is consumed: it could be twice.
   */
  private boolean mayWait(IncomingMail mail) {
    return crowded.isPresent() && !mail.origin().source().equals("JMS");
  }

  private Prepared prepare(
      MessageId id, IncomingMail mail, List<EmailAddress> named, HeaderScan scan, String redirect) {
    Instant now = id.time();
    byte[] received =
        ReceivedHeader.of(
            mail.origin().helo(), mail.client(), mail.tls(), hostname, mail.with(), id, named, now);
    boolean utf8 =
        mail.options().smtpUtf8()
            || mail.sender().needsSmtpUtf8()
            || mail.addresses().stream().anyMatch(EmailAddress::needsSmtpUtf8);
    MailHeader header =
        new MailHeader(
            id,
            now,
            mail.sender(),
            mail.origin(),
            scan.subject(),
            scan.messageId(),
            mail.tags(),
            mail.metadata(),
            mail.recipients().size(),
            received.length + mail.content().size(),
            mail.content().hasEightBit() || EightBit.in(received),
            options(mail.options(), utf8, scan.tlsOptional()));
    return new Prepared(
        header,
        router.group(header, new MessageFields(mail.content()), mail.recipients(), redirect),
        received);
  }

  /** What was asked with MAIL goes before what the header says (RFC 8689 5). */
  private static MailOptions options(MailOptions asked, boolean utf8, boolean tlsOptional) {
    MailOptions options = utf8 ? asked.withSmtpUtf8() : asked;
    return tlsOptional && !options.requireTls() ? options.withTlsOptional() : options;
  }

  /** Notes an accepted message in counters, trace and log. */
  private void committed(
      MailHeader header, List<EmailAddress> recipients, List<DestinationGroup> groups) {
    trace.accepted(header, recipients);
    count(header, groups.size());
  }

  private void count(MailHeader header, int queued) {
    counters.accepted(queued);
    LOG.log(
        Level.INFO,
        "{0} accepted source={1} peer={2} from=<{3}> recipients={4} size={5}",
        header.id(),
        header.origin().source(),
        header.origin().peer(),
        header.sender(),
        String.valueOf(header.recipientCount()),
        String.valueOf(header.size()));
  }
}
