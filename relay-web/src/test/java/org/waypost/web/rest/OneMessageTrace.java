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
package org.waypost.web.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.Page;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageQuery;
import org.waypost.trace.MessageState;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.Trace;

/** A trace that knows one message, with a recipient for each of the states. */
record OneMessageTrace(String id, List<MessageState> states) implements Trace {

  private static final Instant THEN = Instant.parse("2026-11-23T09:30:00Z");

  OneMessageTrace(String id, MessageState... states) {
    this(id, List.of(states));
  }

  @Override
  public Page<MessageSummary> search(MessageQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<MessageDetail> find(MessageId wanted) {
    return wanted.value().equals(id) ? Optional.of(detail()) : Optional.empty();
  }

  private MessageDetail detail() {
    List<MessageDetail.Recipient> recipients =
        states.stream()
            .map(
                state ->
                    new MessageDetail.Recipient("b@x.example", state, null, THEN, null, null, null))
            .toList();
    MessageSummary summary =
        new MessageSummary(
            new MessageId(id),
            THEN,
            MessageSummary.Source.REST,
            "a@x.example",
            "b@x.example",
            recipients.size(),
            "",
            1,
            states.get(0),
            null);
    return new MessageDetail(
        summary,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        org.waypost.api.mail.Metadata.NONE,
        List.of(),
        recipients,
        List.of(),
        List.of(),
        false);
  }
}
