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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.parking.Selection;
import org.waypost.trace.MessageState;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** What the actions on parked mail answer. */
final class QueueResourceTest {

  private static final String ID = "01m848wvmjhp6n6rjw1fya1mga";
  private static final ParkedMail NOTHING = new FixedParkedMail(0, 0);

  private static final List<Function<QueueResource, JsonObject>> ACTIONS =
      List.of(resource -> resource.retry(ID), resource -> resource.delete(ID));

  @Test
  void saysHowManyGroupsWereActedOn() {
    QueueResource resource =
        resource(new FixedParkedMail(1, 2), new OneMessageTrace(ID, MessageState.DEFERRED));
    assertThat(resource.retry(ID).toString()).isEqualTo("{\"id\":\"" + ID + "\",\"groups\":1}");
    assertThat(resource.delete(ID).toString()).isEqualTo("{\"id\":\"" + ID + "\",\"groups\":2}");
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
  private static QueueResource resource(ParkedMail parked, OneMessageTrace trace) {
    QueueResource resource = new QueueResource();
    resource.parked = parked;
    resource.trace = trace;
    return resource;
  }

  private record FixedParkedMail(int retried, int deleted) implements ParkedMail {
    @Override
    public int retry(MessageId id) {
      return retried;
    }

    @Override
    public int delete(MessageId id) {
      return deleted;
    }

    @Override
    public Page<ParkedEntry> list(Selection selection, PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Count> counts() {
      throw new UnsupportedOperationException();
    }
  }
}
