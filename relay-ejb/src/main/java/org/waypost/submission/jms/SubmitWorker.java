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
package org.waypost.submission.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waypost.api.jms.JmsNames;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.FileContent;
import org.waypost.store.StoreException;
import org.waypost.submission.DraftReader;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.MessageDraft;
import org.waypost.submission.RelaySubmissions;
import org.waypost.submission.SubmissionOptions;
import org.waypost.submission.Submissions;
import org.waypost.submission.Taking;
import org.waypost.submission.UnavailableException;

/** Takes one submission after the other; see the package. */
public final class SubmitWorker {

  private static final Logger LOG = System.getLogger(SubmitWorker.class.getName());
  private static final long LARGE_DRAFT = 1024 * 1024;
  private static final long PATIENCE_SECONDS = 10;

  private final RelaySubmissions submissions;
  private final Limits limits;
  private final SubmittedBody bodies;
  private final Replies replies;
  private final Rejected rejected;
  // Drafts are built in memory: of large ones there is one at a time.
  private final Semaphore largeDraft = new Semaphore(1);

  /**
   * What is read.
   *
   * @param message octets of a whole message
   * @param json octets, or characters, of a draft
   */
  public record Limits(long message, long json) {}

  /**
   * Hands submissions on.
   *
   * @param factory whose contexts join the transaction of the caller
   * @param streamProperty in which the JMS provider takes a stream as the body, if it does
   * @param spool the folder for temporary files
   */
  public SubmitWorker(
      RelaySubmissions submissions,
      Limits limits,
      ConnectionFactory factory,
      Optional<String> streamProperty,
      Path spool) {
    this.submissions = submissions;
    this.limits = limits;
    this.bodies = new SubmittedBody(spool);
    this.replies = new Replies(factory);
    this.rejected = new Rejected(factory, streamProperty);
  }

  /**
   * Takes a message.
   *
   * @param taking the transaction in which it is consumed
   * @return whether to commit; if not, it stays in the queue
   */
  public boolean handle(Message message, Taking taking) throws JMSException {
    MailContent body = null;
    try {
      try {
        Submissions.Submitter submitter = submitter(message);
        SubmitProperties.check(message);
        if (message instanceof TextMessage text) {
          replies.accepted(message, draft(text, submitter, taking));
        } else if (message instanceof BytesMessage bytes) {
          boolean json = isJson(bytes);
          SubmittedBody.check(
              bytes.getBodyLength(),
              json ? limits.json() : limits.message(),
              json ? "WAYPOST_MAX_JSON_SIZE" : "WAYPOST_MAX_MESSAGE_SIZE");
          body = bodies.read(bytes);
          replies.accepted(
              message,
              json ? draft(bytes, body, submitter, taking) : whole(bytes, body, submitter, taking));
        } else {
          throw new InvalidSubmissionException(null, "neither a BytesMessage nor a TextMessage");
        }
      } catch (InvalidSubmissionException e) {
        rejected.put(message, body, e);
        replies.rejected(message, e);
        LOG.log(
            Level.INFO,
            "rejected submission {0}: {1}{2}",
            message.getJMSMessageID(),
            e.field() == null || e.field().isEmpty() ? "" : plain(e.field()) + ": ",
            plain(e.getMessage()));
      }
      return true;
    } catch (UnavailableException | StoreException | JMSRuntimeException | IOException e) {
      LOG.log(
          Level.WARNING,
          "submission {0} stays in the queue for now: {1}",
          message.getJMSMessageID(),
          plain(String.valueOf(e.getMessage())));
      return false;
    } finally {
      close(body);
    }
  }

  private static Submissions.Submitter submitter(Message message) throws JMSException {
    return new Submissions.Submitter(Sender.of(message), null, Submissions.Way.JMS);
  }

  private static boolean isJson(BytesMessage message)
      throws JMSException, InvalidSubmissionException {
    String content = message.getStringProperty(JmsNames.CONTENT);
    if (content != null && !content.equals(JmsNames.JSON)) {
      throw new InvalidSubmissionException(
          JmsNames.CONTENT, "is '" + JmsNames.JSON + "', or left out for a whole message");
    }
    return content != null;
  }

  private Submissions.Receipt draft(
      TextMessage message, Submissions.Submitter submitter, Taking taking)
      throws JMSException, InvalidSubmissionException {
    String text = message.getText() == null ? "" : message.getText();
    SubmittedBody.check(text.length(), limits.json(), "WAYPOST_MAX_JSON_SIZE");
    boolean large = enter(text.length());
    try {
      return draft(message, DraftReader.read(new StringReader(text)), submitter, taking);
    } finally {
      leave(large);
    }
  }

  private Submissions.Receipt draft(
      BytesMessage message, MailContent body, Submissions.Submitter submitter, Taking taking)
      throws JMSException, IOException, InvalidSubmissionException {
    boolean large = enter(body.size());
    try (InputStream json = body.open()) {
      return draft(message, DraftReader.read(json), submitter, taking);
    } finally {
      leave(large);
    }
  }

  private Submissions.Receipt draft(
      Message message, MessageDraft draft, Submissions.Submitter submitter, Taking taking)
      throws JMSException, InvalidSubmissionException {
    String key = key(message, draft.idempotencyKey(), draft.sendAt());
    return submissions.receive(draft.withIdempotencyKey(key), submitter, taking);
  }

  private Submissions.Receipt whole(
      BytesMessage message, MailContent body, Submissions.Submitter submitter, Taking taking)
      throws JMSException, InvalidSubmissionException {
    SubmissionOptions given = SubmitProperties.options(message);
    String key = key(message, given.idempotencyKey(), given.sendAt());
    return submissions.receive(
        SubmitProperties.from(message),
        SubmitProperties.to(message),
        body,
        new SubmissionOptions(given.tags(), given.metadata(), given.sendAt(), key),
        submitter,
        taking);
  }

  /**
   * The key; for mail that is parked from the start, which is no part of the transaction, one is
   * made of the JMS message id, so that it is parked once however often the message comes.
   */
  private static String key(Message message, String given, Instant sendAt) throws JMSException {
    if (given != null || sendAt == null || message.getJMSMessageID() == null) {
      return given;
    }
    return "jms " + message.getJMSMessageID();
  }

  private boolean enter(long size) {
    if (size <= LARGE_DRAFT) {
      return false;
    }
    try {
      if (largeDraft.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnavailableException("Other large submissions are being read", null);
  }

  private void leave(boolean large) {
    if (large) {
      largeDraft.release();
    }
  }

  private static void close(MailContent body) {
    if (body instanceof FileContent file) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A temporary file is left behind: {0}", e.getMessage());
      }
    }
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
