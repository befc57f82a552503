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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.MessageId;
import org.waypost.operations.JsonSelectionFormat;
import org.waypost.operations.QueueAction;
import org.waypost.operations.QueueJob;
import org.waypost.operations.QueueOperations;
import org.waypost.operations.Tally;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.parking.Selection;
import org.waypost.trace.MessageState;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** What the actions on parked mail answer. */
final class QueueResourceTest {

  private static final String ID = "01m848wvmjhp6n6rjw1fya1mga";
  private static final QueueOperations NOTHING = new FixedOperations(Tally.NOTHING);

  private static final List<Function<QueueResource, JsonObject>> ACTIONS =
      List.of(resource -> resource.retry(ID), resource -> resource.delete(ID));

  @Test
  void saysHowManyGroupsWereActedOn() {
    QueueResource resource =
        resource(
            new FixedOperations(new Tally(2, 1, 0, 0)),
            new OneMessageTrace(ID, MessageState.DEFERRED));
    String told = "{\"id\":\"" + ID + "\",\"groups\":2,\"inDelivery\":1}";
    for (Function<QueueResource, JsonObject> action : ACTIONS) {
      assertThat(action.apply(resource)).hasToString(told);
    }
  }

  @Test
  void saysWhatAnActionHasNoMeaningFor() {
    QueueResource resource =
        resource(
            new FixedOperations(new Tally(0, 0, 1, 0)),
            new OneMessageTrace(ID, MessageState.DEFERRED));
    Problem refusal = refusal(it -> it.release(ID), resource);
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.detail()).isEqualTo("The message is not held.");
  }

  @Test
  void readsActionsStrictly() {
    assertThat(field("{\"action\":\"hold\"}")).isEqualTo("selection");
    assertThat(field("{\"action\":\"hold\",\"selection\":{}}")).isEqualTo("selection");
    assertThat(field("{\"action\":\"burn\",\"all\":true}")).isEqualTo("action");
    assertThat(field("{\"action\":\"bounce\",\"all\":true}")).isEqualTo("reason");
    assertThat(field("{\"action\":\"redirect\",\"all\":true}")).isEqualTo("route");
    assertThat(field("{\"action\":\"hold\",\"all\":true,\"for\":1}")).isEqualTo("for");
    assertThat(field("{\"action\":\"hold\",\"all\":true,\"selection\":{\"site\":\"a\"}}"))
        .isEqualTo("selection");
    assertThat(field("{\"action\":\"hold\",\"selection\":{\"olderThan\":\"soon\"}}"))
        .isEqualTo("olderThan");
    assertThat(field("{\"action\":\"hold\",\"selection\":{\"sitte\":\"a\"}}")).isEqualTo("sitte");
  }

  private static String field(String body) {
    Throwable thrown =
        catchThrowable(
            () ->
                ActionReader.onSelection(
                    JsonBody.parse(new ByteArrayInputStream(body.getBytes(UTF_8))),
                    new JsonSelectionFormat(Clock.systemUTC())));
    return ProblemMapper.problemOf(thrown).field();
  }

  @Test
  void asksForAnotherTimeWhileAnyRecipientIsInDelivery() {
    QueueResource resource =
        resource(NOTHING, new OneMessageTrace(ID, MessageState.BOUNCED, MessageState.QUEUED));
    for (Function<QueueResource, JsonObject> action : ACTIONS) {
      assertThat(refusal(action, resource).status()).isEqualTo(409);
      assertThat(refusal(action, resource).detail()).contains("being delivered right now");
    }
  }

  @Test
  void findsNothingParkedOfWhatIsFinishedOrUnknown() {
    String other = "01m848wvmjhp6n6rjw1fya1mgb";
    for (OneMessageTrace trace :
        List.of(
            new OneMessageTrace(ID, MessageState.DELIVERED, MessageState.BOUNCED),
            new OneMessageTrace(other, MessageState.QUEUED))) {
      QueueResource resource = resource(NOTHING, trace);
      for (Function<QueueResource, JsonObject> action : ACTIONS) {
        assertThat(refusal(action, resource).status()).isEqualTo(404);
      }
    }
  }

  private static Problem refusal(
      Function<QueueResource, JsonObject> action, QueueResource resource) {
    return catchThrowableOfType(ProblemException.class, () -> action.apply(resource)).problem();
  }

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private static QueueResource resource(QueueOperations operations, OneMessageTrace trace) {
    QueueResource resource = new QueueResource();
    resource.operations = operations;
    resource.trace = trace;
    return resource;
  }

  private record FixedOperations(Tally tally) implements QueueOperations {
    @Override
    public Tally act(MessageId id, QueueAction action, String user) {
      return tally;
    }

    @Override
    public QueueJob act(Selection selection, QueueAction action, String user) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Page<QueueJob> jobs(PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<QueueJob> job(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<QueueJob> cancel(String id, String user) {
      throw new UnsupportedOperationException();
    }
  }
}
