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
package org.waypost.delivery;

import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.MailContent;
import org.waypost.mailview.MailOpener;
import org.waypost.mailview.OpenMail;
import org.waypost.mailview.ParsedForm;
import org.waypost.queue.ApplicationQueue;
import org.waypost.queue.DestinationGroup;
import org.waypost.routing.Route;
import org.waypost.routing.Target;
import org.waypost.trace.MessageState;

/** Hands mail to an application's queue; what the provider does not take is tried again. */
final class JmsTransport implements Transport {

  private final ApplicationQueue queues;
  private final MailOpener opener;

  JmsTransport(ApplicationQueue queues, MailOpener opener) {
    this.queues = queues;
    this.opener = opener;
  }

  @Override
  public Progress attempt(Job job, DestinationGroup part, Route route) {
    Target.Jms target = (Target.Jms) route.target();
    String queue = target.queue();
    try {
      Optional<String> parsed =
          target.parsed() ? Optional.of(parsed(job.content())) : Optional.empty();
      queues.send(queue, job.header(), part.recipients(), parsed, job.content());
      return new Progress.Done(
          Result.same(
              part, MessageState.DELIVERED, Reply.of(250, "2.0.0", "Sent to queue " + queue)));
    } catch (JMSRuntimeException | IOException e) {
      return new Progress.Done(
          Result.same(
              part,
              MessageState.DEFERRED,
              Reply.of(451, "4.3.0", "Queue " + queue + " does not take it: " + e.getMessage())));
    }
  }

  private String parsed(MailContent content) throws IOException {
    try (OpenMail mail = opener.open(content.open())) {
      return ParsedForm.of(mail);
    }
  }
}
