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
   * Who hands a message in.
   *
   * @param user signed-in name
   * @param address of the client
   */
  record Submitter(String user, String address) {}
}
