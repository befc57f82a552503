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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.MailTransport;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.TestSlots;
import org.waypost.routing.Route;
import org.waypost.routing.Target;
import org.waypost.trace.MessageState;

class PluginTargetTest {

  private static final Recipient ANN = Recipient.of(EmailAddress.parse("ann@x.example"));
  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@x.example"));

  private static List<Result> attempt(String name, MailTransport transport) {
    Job job = Bench.job(Bench.asked(2, MailOptions.NONE), ANN, BOB);
    Progress progress =
        new PluginTransport(
                TestSlots.with(
                    ExtensionPoint.TRANSPORT,
                    MailTransport.class,
                    FailurePolicy.TEMPFAIL,
                    transport))
            .attempt(job, job.group(), Route.of("to-plugin", new Target.Plugin(name)));
    return ((Progress.Done) progress).results();
  }

  @Test
  void eachRecipientHasTheReplyOfTheTransport() {
    assertThat(
            attempt(
                "test",
                (mail, recipients, content) ->
                    List.of(Reply.of(250, "2.0.0", "Stored"), Reply.of(550, "5.1.1", "Nobody"))))
        .extracting(Result::state)
        .containsExactly(MessageState.DELIVERED, MessageState.BOUNCED);
  }

  @Test
  void whatFailsIsTriedAgain() {
    assertThat(attempt("gone", (mail, recipients, content) -> List.of()))
        .allSatisfy(
            it ->
                assertThat(it.reply()).hasToString("451 4.3.0 There is no transport gone at work"));
    assertThat(attempt("test", (mail, recipients, content) -> List.of()))
        .extracting(Result::state)
        .containsOnly(MessageState.DEFERRED);
    assertThat(
            attempt(
                "test",
                (mail, recipients, content) -> {
                  throw new IllegalStateException("no disk");
                }))
        .extracting(Result::state)
        .containsOnly(MessageState.DEFERRED);
  }
}
