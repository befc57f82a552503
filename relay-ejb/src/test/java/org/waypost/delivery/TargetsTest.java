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

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.Recipient;
import org.waypost.mailview.MailReader;
import org.waypost.queue.ApplicationQueue;
import org.waypost.queue.InMemoryQueue;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.routing.Route;
import org.waypost.routing.Target;
import org.waypost.trace.MessageState;

/** Targets that are no hosts. */
class TargetsTest {

  @TempDir static Path folder;

  private static final MailHeader HEADER = Mails.header(2);

  private static List<Result> attempt(Transport transport, Target target) {
    List<Recipient> to = Mails.to("one@a.test", "two@b.test");
    Job job = Bench.job(HEADER, to.get(0), to.get(1));
    Progress progress = transport.attempt(job, job.group(), Route.of("r", target));
    return ((Progress.Done) progress).results();
  }

  @Test
  void aQueueGetsTheWholeMessageAsSubmissionsHaveIt() throws Exception {
    try (InMemoryQueue broker = InMemoryQueue.start();
        JMSContext context = broker.factory().createContext()) {
      Transport transport =
          new JmsTransport(
              new ApplicationQueue(broker.factory(), Optional.empty()), MailReader.by(folder));
      List<Result> results = attempt(transport, new Target.Jms("orders", true));

      assertThat(results).extracting(Result::state).containsOnly(MessageState.DELIVERED);
      Message message = context.createConsumer(context.createQueue("orders")).receive(10_000);
      byte[] body = new byte[(int) ((BytesMessage) message).getBodyLength()];
      ((BytesMessage) message).readBytes(body);
      assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo(Mails.TEXT);
      assertThat(message.getJMSCorrelationID()).isEqualTo(HEADER.id().value());
      assertThat(message.getStringProperty("waypost_id")).isEqualTo(HEADER.id().value());
      assertThat(message.getStringProperty("waypost_from")).isEqualTo("from@sender.example");
      assertThat(message.getStringProperty("waypost_to")).isEqualTo("one@a.test,two@b.test");
      assertThat(message.getStringProperty("waypost_tags")).isEqualTo("blue,green");
      assertThat(message.getStringProperty("waypost_parsed"))
          .startsWith("{\"subject\":")
          .contains("\"text\":", "\"attachments\":[]", "\"cut\":false");
    }
  }

  @Test
  void whatAQueueDoesNotTakeIsDeferred() throws Exception {
    InMemoryQueue broker = InMemoryQueue.start();
    Transport transport =
        new JmsTransport(
            new ApplicationQueue(broker.factory(), Optional.empty()), MailReader.by(folder));
    broker.close();

    assertThat(attempt(transport, new Target.Jms("orders", false)))
        .extracting(Result::state)
        .containsOnly(MessageState.DEFERRED);
  }

  @Test
  void discardedMailSaysSo() {
    assertThat(attempt(new DiscardTransport(), new Target.Discard()))
        .extracting(Result::state)
        .containsOnly(MessageState.DISCARDED);
  }

  @Test
  void rejectedMailHasTheWordsOfItsRoute() {
    List<Result> results =
        attempt(new RejectTransport(), new Target.Reject(553, "5.7.0", "Not for us"));

    assertThat(results).extracting(Result::state).containsOnly(MessageState.BOUNCED);
    assertThat(results.get(0).reply()).hasToString("553 5.7.0 Not for us");
  }
}
