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

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.content.ReceivedContent;
import org.waypost.smtp.wire.BinaryDecoder;
import org.waypost.smtp.wire.ChunkDecoder;
import org.waypost.smtp.wire.ContentDecoder;
import org.waypost.smtp.wire.DataDecoder;

/** What DATA and BDAT may do to a session in which a transaction has begun. */
public final class MessageIntake {

  private final SmtpSession session;
  private final ListenerContext listener;
  private final Executor loop;

  MessageIntake(SmtpSession session, ListenerContext listener, Executor loop) {
    this.session = session;
    this.listener = listener;
    this.loop = loop;
  }

  /** Asks for message data and takes what follows as such. */
  public void receiveData() {
    session.reply(Replies.START_DATA);
    session.take(new DataInput(session, newBody(new DataDecoder(session.settings().lineRules()))));
  }

  /**
   * Takes the octets that follow as a chunk of the message, or refuses them if they make it too
   * large.
   *
   * @param size octets, 0 or more
   * @param last whether the message ends with them
   */
  public void receiveChunk(long size, boolean last) {
    MailTransaction transaction = session.transaction().orElseThrow();
    MessageBody body = transaction.chunks().orElseGet(() -> firstChunk(transaction));
    if (size <= session.settings().maxMessageSize() - body.size()) {
      session.take(new ChunkInput(session, body, size, last));
      return;
    }
    if (last) {
      body.discard();
      conclude(Replies.TOO_LARGE, body.size());
    } else {
      transaction.spoil();
      session.reply(Replies.TOO_LARGE);
    }
    drop(size);
  }

  /** Refuses a chunk that is out of place; the octets that follow are read all the same. */
  public void refuseChunk(Reply reply, long size) {
    session.transaction().ifPresent(MailTransaction::spoil);
    drop(size);
    session.error(reply);
  }

  /** A chunk is here, and is not the last: the message goes on, or was found faulty. */
  void chunkTaken(MessageBody body, long size) {
    session.takeCommands();
    Optional<Reply> refusal = body.refusal();
    if (refusal.isPresent()) {
      session.transaction().ifPresent(MailTransaction::spoil);
    }
    session.reply(refusal.orElseGet(() -> Reply.of(250, "2.0.0", size + " octets received")));
  }

  /** Hands a message over; the session is paused until the verdict is there. */
  void submit(ReceivedContent content) {
    long size = content.size();
    CompletionStage<Verdict> verdict;
    try {
      verdict =
          listener
              .application()
              .accept(
                  session.transaction().orElseThrow().envelope(session.info()),
                  content,
                  session::isOpen);
    } catch (RuntimeException e) {
      // Thrown on from here, it would leave the session paused for ever.
      verdict = CompletableFuture.failedFuture(e);
    }
    session.ask(
        verdict.whenComplete((value, fault) -> content.close()),
        (value, fault) -> conclude(value == null ? Replies.FAULT : value.reply(), size));
  }

  /** Replies to the end of message data, with which the transaction ends (RFC 5321 4.1.1.4). */
  void conclude(Reply reply, long size) {
    MailTransaction transaction = session.transaction().orElseThrow();
    listener.counters().message(reply.isPositive(), size);
    session.rates().octets(transaction, size);
    if (reply.isPositive()) {
      session.guard().message();
      session.seen().messageAccepted();
    }
    session.takeCommands();
    // RFC 2033 4.2: LMTP has one reply for each recipient.
    int replies = session.settings().role() == ListenerRole.LMTP ? transaction.recipientCount() : 1;
    session.conclude();
    for (int i = 0; i < replies; i++) {
      session.reply(reply);
    }
  }

  private void drop(long size) {
    if (size > 0) {
      session.take(new RefusedChunkInput(session, size));
    }
  }

  private MessageBody firstChunk(MailTransaction transaction) {
    MessageBody body =
        newBody(
            transaction.options().body() == BodyType.BINARYMIME
                ? new BinaryDecoder()
                : new ChunkDecoder(session.settings().lineRules()));
    transaction.chunks(body);
    return body;
  }

  private MessageBody newBody(ContentDecoder decoder) {
    return new MessageBody(session, decoder, listener.store().newWriter(loop));
  }
}
