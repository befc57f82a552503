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
package org.waypost.api.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What Waypost answered to a submission.
 *
 * @param id of the message, the same as in REST and in the log; empty when it is not accepted
 * @param suppressed recipients that are on the suppression list, and are not sent to
 * @param error why it is not accepted; empty when it is
 * @param field which field or property is wrong; empty when it is none, or accepted
 */
public record SubmissionReply(
    Optional<String> id, List<String> suppressed, Optional<String> error, Optional<String> field) {

  /** Checks that it is one of the two. */
  public SubmissionReply {
    suppressed = List.copyOf(suppressed);
    Objects.requireNonNull(field, "field");
    if (id.isPresent() == error.isPresent()) {
      throw new IllegalArgumentException("An answer has an id or an error");
    }
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SubmissionReply read(Message message) throws JMSException {
    String suppressed = message.getStringProperty(JmsNames.SUPPRESSED);
    return new SubmissionReply(
        Optional.ofNullable(message.getStringProperty(JmsNames.ID)),
        suppressed == null || suppressed.isEmpty() ? List.of() : List.of(suppressed.split("\n")),
        Optional.ofNullable(message.getStringProperty(JmsNames.ERROR)),
        Optional.ofNullable(message.getStringProperty(JmsNames.FIELD)));
  }

  /** Whether the message is accepted. */
  public boolean isAccepted() {
    return id.isPresent();
  }
}
