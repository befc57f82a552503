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
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
  private static final Duration SEND_AT_LIMIT = Duration.ofDays(366);
  private static final Duration KEEP_KEYS = Duration.ofDays(1);
  private static final int MAX_TAGS = 10;

  private final Intake intake;
  private final InTransaction transactions;
  private final Ledger ledger;
  private final Database database;
  private final Limits limits;
  private final Optional<SuppressionList> suppressed;
  private final Optional<Templates> templates;
  private final Lock[] keyLocks = new Lock[64];

  /**
   * What is taken.
   *
   * @param hostname for message ids
   * @param maxSize octets of a message
   * @param maxRecipients of a message
   */
  public record Limits(String hostname, long maxSize, int maxRecipients) {}

  /** Runs work in a transaction of its own. */
  @FunctionalInterface
  public interface InTransaction {
    /** Returns what the work returned, after the commit. */
    <T> T run(Callable<T> work) throws Exception;
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
    this.ledger = ledger;
    this.database = database;
    this.limits = limits;
    this.suppressed = suppressed;
    this.templates = templates;
    Arrays.setAll(keyLocks, i -> new ReentrantLock());
  }

  @Override
  public MessageId submit(MessageDraft draft, Submitter submitter)
      throws InvalidSubmissionException {
    checkTags(draft.tags());
    DraftMessage message = new DraftMessage(draft);
    checkCount(message.recipients().size(), "to");
    if (draft.sendAt() != null && draft.sendAt().isAfter(Instant.now().plus(SEND_AT_LIMIT))) {
      throw new InvalidSubmissionException("sendAt", "lies more than a year ahead");
    }
    Optional<String> key = key(draft);
    if (key.isEmpty()) {
      return accept(draft, message, submitter);
    }
    // Two requests with one key wait for each other here, so that only the first is accepted.
    Lock lock = keyLocks[Math.floorMod(key.get().hashCode(), keyLocks.length)];
    lock.lock();
    try {
      Optional<MessageId> known = known(submitter, key.get());
      if (known.isPresent()) {
        return known.get();
      }
      MessageId id = accept(draft, message, submitter);
      remember(submitter, key.get(), id);
      return id;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Receipt receive(MessageDraft draft, Submitter submitter)
      throws InvalidSubmissionException {
    MessageId id = submit(draft, submitter);
    DraftMessage message = new DraftMessage(draft);
    return new Receipt(id, suppressed(message.sender(), message.recipients()));
  }

  @Override
  public Receipt receive(String from, List<String> to, MailContent content, Submitter submitter)
      throws InvalidSubmissionException {
    MessageId id = submit(from, to, content, submitter);
    EmailAddress sender =
        from == null || from.isBlank() ? EmailAddress.NULL_SENDER : EmailAddress.parse(from);
    return new Receipt(id, suppressed(sender, to.stream().map(EmailAddress::parse).toList()));
  }

  /** The message is accepted by now: what cannot be looked up is found before the delivery. */
  private List<Suppressed> suppressed(EmailAddress sender, List<EmailAddress> recipients) {
    List<Suppressed> found = new ArrayList<>(0);
    try {
      for (EmailAddress recipient : suppressed.isEmpty() ? List.<EmailAddress>of() : recipients) {
        suppressed
            .get()
            .find(sender, recipient)
            .ifPresent(entry -> found.add(new Suppressed(recipient.toString(), entry.sentence())));
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "The suppression list cannot be read", e);
    }
    return found;
  }

  private MessageId accept(MessageDraft draft, DraftMessage message, Submitter submitter)
      throws InvalidSubmissionException {
    MessageId id = MessageId.next();
    Instant now = Instant.now();
    byte[] octets =
        new DraftMessage(FilledDraft.of(draft, templates)).build(id, limits.hostname(), now);
    checkSize(octets.length, "attachments");
    IncomingMail mail =
        mail(
            message.sender(),
            message.recipients(),
            inOrder(new MemoryContent(octets)),
            draft.tags(),
            SubmittedMetadata.of(draft.metadata()),
            draft.sendAt() == null
                ? MailOptions.NONE
                : MailOptions.NONE.withHoldUntil(draft.sendAt()),
            submitter);
    return accept(id, mail);
  }

  @Override
  public MessageId submit(String from, List<String> to, MailContent content, Submitter submitter)
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
    checkCount(recipients.size(), "to");
    checkSize(content.size(), "");
    return accept(
        MessageId.next(),
        mail(
            sender,
            recipients,
            inOrder(content),
            List.of(),
            Metadata.NONE,
            MailOptions.NONE,
            submitter));
  }

  private static MailContent inOrder(MailContent content) throws InvalidSubmissionException {
    try {
      return LineEnds.inOrder(content);
    } catch (IOException e) {
      throw new UnavailableException("The message could not be read, try again later", e);
    }
  }

  private MessageId accept(MessageId id, IncomingMail mail) throws InvalidSubmissionException {
    List<Runnable> afterCommit = new ArrayList<>();
    Verdict verdict;
    try {
      verdict = transactions.run(() -> intake.accept(id, mail, afterCommit::add));
    } catch (Exception e) {
      LOG.log(Level.ERROR, "A submission could not be queued", e);
      throw new UnavailableException("The message could not be stored, try again later", e);
    }
    afterCommit.forEach(Runnable::run);
    if (verdict.reply().code() / 100 == 4) {
      throw new UnavailableException(verdict.reply().toString(), null);
    }
    if (!verdict.isAccepted()) {
      throw new InvalidSubmissionException("", verdict.reply().toString());
    }
    return id;
  }

  private static IncomingMail mail(
      EmailAddress sender,
      List<EmailAddress> recipients,
      MailContent content,
      List<String> tags,
      Metadata metadata,
      MailOptions options,
      Submitter submitter) {
    // The zone of a link-local address (fe80::1%eth0) means something on this machine only.
    int zone = submitter.address().indexOf('%');
    String address = zone < 0 ? submitter.address() : submitter.address().substring(0, zone);
    InetAddress client = Network.numericAddress(address);
    return new IncomingMail(
        sender,
        recipients.stream().map(Recipient::of).toList(),
        content,
        new MailHeader.Origin("REST", address, null, submitter.user(), null),
        client,
        "HTTP",
        null,
        options,
        tags == null ? List.of() : tags,
        metadata);
  }

  private Optional<MessageId> known(Submitter submitter, String key) {
    try {
      return database.read(
          statements ->
              statements.first(
                  "select message_id from idempotency where account = ? and request_key = ?",
                  row -> new MessageId(row.getString(1)),
                  submitter.user(),
                  key));
    } catch (StoreException e) {
      throw new UnavailableException("Earlier requests cannot be looked up, try again later", e);
    }
  }

  /** The message is accepted by now: an error would only make the client send it again. */
  private void remember(Submitter submitter, String key, MessageId id) {
    try {
      ledger.writeAndWait(
          statements ->
              statements.update(
                  "insert into idempotency (account, request_key, message_id, created_at)"
                      + " values (?, ?, ?, ?)",
                  submitter.user(),
                  key,
                  id.value(),
                  System.currentTimeMillis()));
    } catch (StoreException e) {
      LOG.log(Level.WARNING, id + " was accepted, but its idempotency key is not remembered", e);
    }
  }

  /** Forgets idempotency keys that are older than a day. */
  public void forgetKeys(Instant now) {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "delete from idempotency where created_at < ?",
                now.minus(KEEP_KEYS).toEpochMilli()));
  }

  private static Optional<String> key(MessageDraft draft) throws InvalidSubmissionException {
    String key = draft.idempotencyKey();
    if (key != null && (key.isBlank() || key.length() > 128)) {
      throw new InvalidSubmissionException("idempotencyKey", "has 1 to 128 characters");
    }
    return Optional.ofNullable(key);
  }

  private static void checkTags(List<String> tags) throws InvalidSubmissionException {
    if (tags == null) {
      return;
    }
    if (tags.size() > MAX_TAGS) {
      throw new InvalidSubmissionException("tags", "at most " + MAX_TAGS + " tags");
    }
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      if (tag == null
          || tag.isBlank()
          || tag.length() > 64
          || tag.chars().anyMatch(Character::isISOControl)) {
        throw new InvalidSubmissionException(
            "tags[" + i + "]", "a tag has 1 to 64 characters, no control characters");
      }
    }
  }

  private void checkCount(int recipients, String field) throws InvalidSubmissionException {
    if (recipients > limits.maxRecipients()) {
      throw new InvalidSubmissionException(
          field, "more than " + limits.maxRecipients() + " recipients");
    }
  }

  private void checkSize(long size, String field) throws InvalidSubmissionException {
    if (size > limits.maxSize()) {
      throw new InvalidSubmissionException(
          field, "the message has " + size + " octets, more than " + limits.maxSize());
    }
  }
}
