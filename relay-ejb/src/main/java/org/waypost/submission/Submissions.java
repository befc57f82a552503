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

import java.util.List;
import org.waypost.api.mail.MessageId;
import org.waypost.api.smtp.MailContent;

/**
 * Takes mail from applications. When a method returns, the message is safe on disk. Callable on any
 * thread.
 */
public interface Submissions {

  /**
   * Builds a message from its parts and accepts it.
   *
   * @param submitter who hands it in
   * @throws InvalidSubmissionException when a field is wrong
   * @throws org.waypost.submission.UnavailableException when it cannot be stored now
   */
  MessageId submit(MessageDraft draft, Submitter submitter) throws InvalidSubmissionException;

  /**
   * Accepts a whole RFC 5322 message; its bytes are kept as they are, line ends that are not CRLF
   * made CRLF.
   *
   * @param from the reverse-path; empty for the null sender
   * @param to forward-paths
   * @throws InvalidSubmissionException when a part of the envelope is wrong, or the size
   * @throws org.waypost.submission.UnavailableException when it cannot be stored now
   */
  MessageId submit(String from, List<String> to, MailContent content, Submitter submitter)
      throws InvalidSubmissionException;

  /**
   * As {@link #submit(MessageDraft, Submitter)}, and says who is not sent to.
   *
   * @throws InvalidSubmissionException when a field is wrong
   */
  default Receipt receive(MessageDraft draft, Submitter submitter)
      throws InvalidSubmissionException {
    return new Receipt(submit(draft, submitter), List.of());
  }

  /**
   * As {@link #submit(String, List, MailContent, Submitter)}, and says who is not sent to.
   *
   * @throws InvalidSubmissionException when a part of the envelope is wrong, or the size
   */
  default Receipt receive(String from, List<String> to, MailContent content, Submitter submitter)
      throws InvalidSubmissionException {
    return new Receipt(submit(from, to, content, submitter), List.of());
  }

  /**
   * What became of a submission.
   *
   * @param id of the message
   * @param suppressed recipients that are on the suppression list, and are not sent to
   */
  record Receipt(MessageId id, List<Suppressed> suppressed) {
    /** Copies the list. */
    public Receipt {
      suppressed = List.copyOf(suppressed);
    }
  }

  /**
   * A recipient that is not sent to.
   *
   * @param address of the recipient
   * @param reason in words
   */
  record Suppressed(String address, String reason) {}

  /**
   * Who hands a message in.
   *
   * @param user signed-in name; null for nobody
   * @param address of the client; null when it is not known
   * @param way that the message comes
   */
  record Submitter(String user, String address, Way way) {

    /** By REST. */
    public Submitter(String user, String address) {
      this(user, address, Way.REST);
    }

    /** The zone of a link-local address (fe80::1%eth0) means something on this machine only. */
    String plainAddress() {
      int zone = address == null ? -1 : address.indexOf('%');
      return zone < 0 ? address : address.substring(0, zone);
    }
  }

  /** How applications hand messages in. */
  enum Way {
    /** By HTTP. */
    REST("HTTP"),
    /** By JMS. */
    JMS("JMS");

    private final String protocol;

    Way(String protocol) {
      this.protocol = protocol;
    }

    /** The protocol for the Received field. */
    String protocol() {
      return protocol;
    }
  }
}
