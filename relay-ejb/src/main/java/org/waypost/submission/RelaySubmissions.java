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
package org.waypost.submission;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.MemoryContent;
import org.waypost.intake.IncomingMail;
import org.waypost.intake.Intake;
import org.waypost.queue.MailHeader;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;
import org.waypost.suppression.SuppressionList;
import org.waypost.templates.Templates;

/** Gives submissions to intake. */
public final class RelaySubmissions implements Submissions {

  private static final Logger LOG = System.getLogger(RelaySubmissions.class.getName());

  private final Intake intake;
  private final InTransaction transactions;
  private final Limits limits;
  private final SubmissionKeys keys;
  private final Optional<SuppressionList> suppressed;
  private final Optional<Templates> templates;

  /**
   * What is taken.
   *
   * @param hostname for message ids
   * @param maxSize octets of a message
   * @param maxRecipients of a message
   * @param keepKeys how long idempotency keys are kept
   * @param alone whether no other process can be at work on the database
   */
  public record Limits(
      String hostname, long maxSize, int maxRecipients, Duration keepKeys, boolean alone) {}

  /** Runs work in a transaction of its own. */
  @FunctionalInterface
  public interface InTransaction {
    /** Returns what the work returned, after the commit. */
    <T> T run(Callable<T> work) throws Exception;
  }

  /** A submission whose envelope and options make sense. */
  private record Checked(
      EmailAddress sender,
      List<EmailAddress> recipients,
      List<String> tags,
      Metadata metadata,
      MailOptions options,
      Optional<String> key,
      Content content) {}

  @FunctionalInterface
  private interface Content {
    MailContent of(MessageId id) throws InvalidSubmissionException;
  }

  @FunctionalInterface
  private interface Work {
    Receipt in(Taking taking) throws InvalidSubmissionException;
  }

  /** Hands mail to this intake. */
  public RelaySubmissions(
      Intake intake, InTransaction transactions, Ledger ledger, Database database, Limits limits) {
    this(intake, transactions, ledger, database, limits, Optional.empty(), Optional.empty());
  }

  /**
   * Hands mail to this intake.
   *
   * @param suppressed tells who is not sent to
   * @param templates that submissions may name
   */
  public RelaySubmissions(
      Intake intake,
      InTransaction transactions,
      Ledger ledger,
      Database database,
      Limits limits,
      Optional<SuppressionList> suppressed,
      Optional<Templates> templates) {
    this.intake = intake;
    this.transactions = transactions;
    this.limits = limits;
    this.keys = new SubmissionKeys(database, ledger, limits.keepKeys(), limits.alone());
    this.suppressed = suppressed;
    this.templates = templates;
  }

  @Override
  public MessageId submit(MessageDraft draft, Submitter submitter)
      throws InvalidSubmissionException {
    return receive(draft, submitter).id();
  }

  @Override
  public MessageId submit(String from, List<String> to, MailContent content, Submitter submitter)
      throws InvalidSubmissionException {
    return receive(from, to, content, submitter).id();
  }

  @Override
  public Receipt receive(MessageDraft draft, Submitter submitter)
      throws InvalidSubmissionException {
    return inOwnTransaction(taking -> receive(draft, submitter, taking));
  }

  @Override
  public Receipt receive(String from, List<String> to, MailContent content, Submitter submitter)
      throws InvalidSubmissionException {
    return inOwnTransaction(
        taking -> receive(from, to, content, SubmissionOptions.NONE, submitter, taking));
  }

  private Receipt inOwnTransaction(Work work) throws InvalidSubmissionException {
    try (OwnTransaction own = new OwnTransaction(transactions)) {
      return work.in(own);
    }
  }

  /**
   * As {@link #receive(MessageDraft, Submitter)}, in a given transaction.
   *
   * @throws InvalidSubmissionException when a field is wrong
   */
  public Receipt receive(MessageDraft draft, Submitter submitter, Taking taking)
      throws InvalidSubmissionException {
    DraftMessage message = new DraftMessage(draft);
    List<EmailAddress> recipients = message.recipients();
    return take(
        checked(
            message.sender(),
            recipients,
            SubmissionOptions.of(draft),
            id -> {
              byte[] octets =
                  new DraftMessage(FilledDraft.of(draft, templates))
                      .build(id, limits.hostname(), Instant.now());
              checkSize(octets.length, "attachments");
              return inOrder(new MemoryContent(octets));
            }),
        submitter,
        taking);
  }

  /**
   * As {@link #receive(String, List, MailContent, Submitter)}, with options, in a given
   * transaction.
   *
   * @throws InvalidSubmissionException when a part of the envelope or an option is wrong, or the
   *     size
   */
  public Receipt receive(
      String from,
      List<String> to,
      MailContent content,
      SubmissionOptions options,
      Submitter submitter,
      Taking taking)
      throws InvalidSubmissionException {
    EmailAddress sender =
        from == null || from.isBlank()
            ? EmailAddress.NULL_SENDER
            : Addresses.envelope(from, "from");
    List<EmailAddress> recipients = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      recipients.add(Addresses.envelope(to.get(i), "to[" + i + "]"));
    }
    if (recipients.isEmpty()) {
      throw new InvalidSubmissionException("to", "a recipient is required");
    }
    checkSize(content.size(), "");
    return take(checked(sender, recipients, options, id -> inOrder(content)), submitter, taking);
  }

  private Checked checked(
      EmailAddress sender,
      List<EmailAddress> recipients,
      SubmissionOptions options,
      Content content)
      throws InvalidSubmissionException {
    if (recipients.size() > limits.maxRecipients()) {
      throw new InvalidSubmissionException(
          "to", "more than " + limits.maxRecipients() + " recipients");
    }
    return new Checked(
        sender,
        recipients,
        OptionChecks.tags(options.tags()),
        SubmittedMetadata.of(options.metadata()),
        OptionChecks.hold(options.sendAt()),
        OptionChecks.key(options.idempotencyKey()),
        content);
  }

  private Receipt take(Checked mail, Submitter submitter, Taking taking)
      throws InvalidSubmissionException {
    if (mail.key().isEmpty()) {
      return accept(MessageId.next(), false, mail, submitter, taking);
    }
    String account = submitter.user() == null ? "" : submitter.user();
    SubmissionKeys.Held held = keys.hold(account, mail.key().get());
    boolean handedOn = false;
    try {
      if (held.isTaken()) {
        return new Receipt(held.id(), held.suppressed().orElseGet(() -> suppressed(mail)));
      }
      Receipt receipt = accept(held.id(), held.isAgain(), mail, submitter, taking);
      taking.whenEnded(
          committed -> {
            if (committed) {
              held.confirm(receipt.suppressed());
            } else {
              held.close();
            }
          });
      handedOn = true;
      return receipt;
    } catch (InvalidSubmissionException e) {
      handedOn = true;
      held.forget();
      throw e;
    } finally {
      if (!handedOn) {
        held.close();
      }
    }
  }

  private Receipt accept(
      MessageId id, boolean again, Checked mail, Submitter submitter, Taking taking)
      throws InvalidSubmissionException {
    IncomingMail incoming = incoming(mail, mail.content().of(id), submitter);
    Verdict verdict;
    try {
      verdict =
          taking.run(
              () ->
                  intake.accept(
                      id,
                      incoming,
                      again,
                      done ->
                          taking.whenEnded(
                              committed -> {
                                if (committed) {
                                  done.run();
                                }
                              })));
    } catch (Exception e) {
      LOG.log(Level.ERROR, "A submission could not be queued", e);
      throw new UnavailableException("The message could not be stored, try again later", e);
    }
    if (verdict.reply().code() / 100 == 4) {
      throw new UnavailableException(verdict.reply().toString(), null);
    }
    if (!verdict.isAccepted()) {
      throw new InvalidSubmissionException("", verdict.reply().toString());
    }
    return new Receipt(id, suppressed(mail));
  }

  /** The message is accepted by now: what cannot be looked up is found before the delivery. */
  private List<Suppressed> suppressed(Checked mail) {
    List<Suppressed> found = new ArrayList<>(0);
    try {
      for (EmailAddress recipient :
          suppressed.isEmpty() ? List.<EmailAddress>of() : mail.recipients()) {
        suppressed
            .get()
            .find(mail.sender(), recipient)
            .ifPresent(entry -> found.add(new Suppressed(recipient.toString(), entry.sentence())));
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "The suppression list cannot be read", e);
    }
    return found;
  }

  private static MailContent inOrder(MailContent content) throws InvalidSubmissionException {
    try {
      return LineEnds.inOrder(content);
    } catch (IOException e) {
      throw new UnavailableException("The message could not be read, try again later", e);
    }
  }

  private static IncomingMail incoming(Checked mail, MailContent content, Submitter submitter) {
    return new IncomingMail(
        mail.sender(),
        mail.recipients().stream().map(Recipient::of).toList(),
        content,
        new MailHeader.Origin(
            submitter.way().name(), submitter.plainAddress(), null, submitter.user(), null),
        submitter.plainAddress() == null ? null : Network.numericAddress(submitter.plainAddress()),
        submitter.way().protocol(),
        null,
        mail.options(),
        mail.tags(),
        mail.metadata());
  }

  /** Forgets idempotency keys that are older than they are kept. */
  public void forgetKeys(Instant now) {
    keys.forget(now);
  }

  private void checkSize(long size, String field) throws InvalidSubmissionException {
    if (size > limits.maxSize()) {
      throw new InvalidSubmissionException(
          field, "the message has " + size + " octets, more than " + limits.maxSize());
    }
  }
}
