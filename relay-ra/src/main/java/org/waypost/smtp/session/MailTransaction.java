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
package org.waypost.smtp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.SessionInfo;

/** A mail transaction as it grows (RFC 5321 3.3). */
public final class MailTransaction {

  private final List<Recipient> recipients = new ArrayList<>();
  private EmailAddress sender = EmailAddress.NULL_SENDER;
  private MailOptions options = MailOptions.NONE;
  private MessageBody chunks;
  private boolean spoiled;
  private long declaredSize;
  private Reply answer = Reply.of(250, "2.1.0", "Sender taken");

  /** The reverse-path. */
  public void sender(EmailAddress address) {
    sender = Objects.requireNonNull(address, "sender");
  }

  /** The reverse-path, as far as it is known. */
  public EmailAddress sender() {
    return sender;
  }

  /** A parameter of MAIL asks for something. */
  public void ask(UnaryOperator<MailOptions> change) {
    options = change.apply(options);
  }

  /** What was asked so far. */
  public MailOptions options() {
    return options;
  }

  /** Whether SMTPUTF8 was given, so that addresses need not be ASCII. */
  public boolean isUtf8() {
    return options.smtpUtf8();
  }

  /** A parameter was not taken as it was given: MAIL is to be answered with this, a 250. */
  public void answer(Reply reply) {
    answer = Objects.requireNonNull(reply, "reply");
  }

  /** What MAIL is answered with. */
  public Reply answer() {
    return answer;
  }

  /** The value of SIZE, in octets; 0 without it. */
  public long declaredSize() {
    return declaredSize;
  }

  /** The value of SIZE, in octets. */
  public void declaredSize(long octets) {
    declaredSize = octets;
  }

  /** A recipient that was accepted. */
  public void addRecipient(Recipient recipient) {
    recipients.add(recipient);
  }

  /** How many recipients were accepted. */
  public int recipientCount() {
    return recipients.size();
  }

  /** Whether a chunk was sent, so that no recipients and no DATA may follow (RFC 3030 2). */
  public boolean isChunked() {
    return chunks != null || spoiled;
  }

  /** Whether a chunk was refused, so that none may follow. */
  public boolean isSpoiled() {
    return spoiled;
  }

  /** What came in chunks so far; empty before the first. */
  Optional<MessageBody> chunks() {
    return Optional.ofNullable(chunks);
  }

  void chunks(MessageBody body) {
    chunks = body;
  }

  /** A chunk was refused. */
  void spoil() {
    spoiled = true;
    discard();
  }

  /** Gives up what came in chunks. */
  void discard() {
    if (chunks != null) {
      chunks.discard();
      chunks = null;
    }
  }

  /** What the application gets to see. */
  public Envelope envelope(SessionInfo session) {
    return new Envelope(session, sender, recipients, options, declaredSize);
  }
}
