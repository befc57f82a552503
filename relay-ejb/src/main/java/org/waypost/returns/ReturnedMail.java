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
package org.waypost.returns;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.smtp.MailContent;
import org.waypost.classification.Category;
import org.waypost.classification.Classifier;
import org.waypost.classification.Refusal;
import org.waypost.events.EventLog;
import org.waypost.returns.OriginalFinder.Original;
import org.waypost.returns.Report.About;
import org.waypost.returns.Report.Kind;
import org.waypost.rewriting.Verp;
import org.waypost.stats.FailureCounters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.SuppressionFeed;
import org.waypost.trace.ReturnedTable;

/** Notes what came back at the messages that it is about. Safe for use by any number of threads. */
public final class ReturnedMail {

  private static final Logger LOG = System.getLogger(ReturnedMail.class.getName());

  private final ReturnAddresses addresses;
  private final OriginalFinder originals;
  private final Ledger ledger;
  private final Classifier classifier;
  private final SuppressionFeed feed;
  private final FailureCounters counters;
  private final EventLog events;

  /** Finds messages in this database, and notes through its ledger. */
  public ReturnedMail(
      ReturnAddresses addresses,
      Database database,
      Ledger ledger,
      Classifier classifier,
      SuppressionFeed feed,
      FailureCounters counters,
      EventLog events) {
    this.addresses = addresses;
    this.originals = new OriginalFinder(database);
    this.ledger = ledger;
    this.classifier = classifier;
    this.feed = feed;
    this.counters = counters;
    this.events = events;
  }

  /** Whether mail for the address is something that came back. */
  public boolean takes(EmailAddress recipient) {
    return addresses.takes(recipient);
  }

  private record Note(Original original, EmailAddress recipient, About about, Category category) {}

  /**
   * Reads a mail and notes what it says.
   *
   * @param id of the mail itself
   * @param to the address that it came to
   * @throws org.waypost.store.StoreException when it could not be noted; it has to be made again
   */
  public Returned take(MessageId id, EmailAddress to, MailContent content, Instant now) {
    ReportReader.Reading reading;
    try {
      reading = ReportReader.read(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("The mail that came back cannot be read", e);
    }
    Report report = reading.report();
    if (report.kind() == Kind.AUTO_REPLY) {
      return Returned.dropped("Dropped: an automatic answer");
    }
    if (report.kind() == Kind.OTHER) {
      return Returned.dropped("Dropped: neither a bounce nor a report of abuse");
    }
    List<Note> notes = notes(id, to, reading);
    if (notes.isEmpty()) {
      return Returned.dropped(
          "Dropped: a " + report.kind().word() + " about no message that is known here");
    }
    write(id, report, notes, now);
    return Returned.noted(
        "Noted: "
            + notes.stream()
                .limit(10)
                .map(
                    note ->
                        note.about().kind().word()
                            + " of <"
                            + note.recipient()
                            + "> about "
                            + note.original().id()
                            + (note.original().proven() ? "" : ", unproven"))
                .collect(Collectors.joining(", ")));
  }

  private List<Note> notes(MessageId id, EmailAddress to, ReportReader.Reading reading) {
    Optional<Verp> verp =
        addresses.verp(to).or(() -> address(reading.mailFrom()).flatMap(addresses::verp));
    List<Note> notes = new ArrayList<>();
    if (verp.isPresent()) {
      originals
          .byVerp(verp.get())
          .ifPresent(
              original ->
                  verp.get()
                      .recipientAmong(original.recipients())
                      .ifPresent(one -> notes.add(note(original, one, reading.report()))));
      return notes;
    }
    for (Original original : originals.candidates(reading, id)) {
      for (About about : abouts(reading.report())) {
        recipient(original, about).ifPresent(one -> notes.add(note(original, one, about, reading)));
      }
      if (!notes.isEmpty()) {
        return notes;
      }
    }
    return notes;
  }

  /** A recipient that is not named can only be the one that there is. */
  private static Optional<EmailAddress> recipient(Original original, About about) {
    Optional<EmailAddress> named =
        about
            .original()
            .flatMap(original::recipient)
            .or(() -> original.recipient(about.recipient()));
    return named.isPresent() || original.recipients().size() != 1
        ? named
        : Optional.of(original.recipients().get(0));
  }

  private static List<About> abouts(Report report) {
    return report.about().isEmpty()
        ? List.of(new About("", Optional.empty(), report.kind(), report.kind().word()))
        : report.about();
  }

  /** By VERP the recipient is known, whomever the report names; its worst news counts. */
  private Note note(Original original, EmailAddress recipient, Report report) {
    List<About> abouts = abouts(report);
    About worst =
        abouts.stream()
            .filter(each -> each.kind() == report.kind())
            .findFirst()
            .orElse(abouts.get(0));
    return new Note(original, recipient, worst, category(worst, report));
  }

  private Note note(
      Original original, EmailAddress recipient, About about, ReportReader.Reading reading) {
    return new Note(original, recipient, about, category(about, reading.report()));
  }

  private Category category(About about, Report report) {
    return switch (about.kind()) {
      case BOUNCE, DELAY ->
          classifier.classify(Refusal.parse(about.line(), report.reporter())).category();
      case COMPLAINT -> Category.COMPLAINT;
      default -> null;
    };
  }

  private void write(MessageId id, Report report, List<Note> notes, Instant now) {
    ledger.writeAndWait(
        statements -> {
          for (Note note : notes) {
            boolean again =
                ReturnedTable.isKnown(
                    statements, note.original().id(), note.recipient(), note.about().kind().word());
            boolean isNew =
                ReturnedTable.note(
                    statements,
                    new ReturnedTable.Row(
                        id,
                        note.original().id(),
                        note.recipient(),
                        note.about().kind().word(),
                        now,
                        note.category(),
                        report.reporter(),
                        note.about().line(),
                        note.original().proven()),
                    note.about().kind() == Kind.BOUNCE);
            if (isNew && !again && feeds(note)) {
              feed.note(statements, failure(note), now);
              tell(statements, note);
            }
          }
          return null;
        });
    for (Note note : notes) {
      if (feeds(note)) {
        counters.failed(note.category(), true);
      }
      LOG.log(
          Level.INFO,
          "{0} says {1} of <{2}> about {3} category={4}: {5}",
          id,
          note.about().kind().word(),
          note.recipient(),
          note.original().id(),
          note.category() == null ? "" : note.category().word(),
          note.about().line().replaceAll("[^ -~]", "?"));
    }
  }

  private void tell(Statements statements, Note note) throws SQLException {
    events.changed(
        statements,
        note.original().id(),
        List.of(note.recipient()),
        note.about().kind() == Kind.COMPLAINT ? MailEvent.Type.COMPLAINED : MailEvent.Type.BOUNCED,
        new EventLog.Why(
            null,
            note.category() == null ? null : note.category().word(),
            note.about().line().replaceAll("\\p{Cntrl}", " ")));
  }

  /** What anybody can write who knows a Message-ID is shown, and changes nothing. */
  private static boolean feeds(Note note) {
    return note.original().proven()
        && (note.about().kind() == Kind.BOUNCE || note.about().kind() == Kind.COMPLAINT);
  }

  /** Who complains does so of one sender; an address that is dead is so for all. */
  private static SuppressionFeed.Failure failure(Note note) {
    boolean complaint = note.about().kind() == Kind.COMPLAINT;
    return new SuppressionFeed.Failure(
        note.recipient(),
        complaint ? note.original().sender().domain() : "",
        note.category(),
        note.about().line(),
        complaint ? Suppression.Origin.COMPLAINT : Suppression.Origin.BOUNCE,
        note.original().id());
  }

  private static Optional<EmailAddress> address(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
