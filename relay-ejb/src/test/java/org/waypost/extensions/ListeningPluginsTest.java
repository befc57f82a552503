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
package org.waypost.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.api.extension.EventListener;
import org.waypost.api.mail.MessageId;

class ListeningPluginsTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Slot<EventListener> slot =
      Slot.empty(ExtensionPoint.EVENT_LISTENER, EventListener.class);
  private final ListeningPlugins plugins = new ListeningPlugins(slot);
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private void listen(FailurePolicy policy, EventListener listener) {
    PluginConfiguration configuration =
        new PluginConfiguration(
            "shop",
            "example.listener",
            ExtensionPoint.EVENT_LISTENER,
            true,
            500,
            List.of(),
            List.of(),
            Stage.SESSION,
            Duration.ofSeconds(10),
            1,
            policy,
            JsonValue.EMPTY_JSON_OBJECT);
    slot.use(
        List.of(
            new Active<>(
                configuration,
                null,
                EventListener.class,
                () -> listener,
                threads,
                new CallFigures())));
  }

  private static List<String> bodies(String... recipients) {
    Instant now = Instant.now();
    return List.of(recipients).stream()
        .map(
            to ->
                new MailEvent(
                    MessageId.next().value(),
                    MailEvent.Type.ACCEPTED,
                    now,
                    new MailEvent.Message(MessageId.next(), now, "", null, List.of(), Map.of()),
                    to,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null))
        .map(event -> MailEventJson.write(event).toString())
        .toList();
  }

  private void take(MailEvent event) {
    if (event.recipient().startsWith("bad")) {
      throw new IllegalStateException("cannot");
    }
    told.add(event.recipient());
  }

  @Test
  void whoeverListensIsToldInOrder() {
    assertThat(plugins.isWanted()).isFalse();
    listen(FailurePolicy.ACCEPT, this::take);
    assertThat(plugins.isWanted()).isTrue();
    plugins.tell(bodies("a@x.org", "b@x.org"));
    assertThat(told).containsExactly("a@x.org", "b@x.org");
  }

  @Test
  void whatFailsIsSkipped() {
    listen(FailurePolicy.ACCEPT, this::take);
    plugins.tell(bodies("a@x.org", "bad@x.org", "b@x.org", "bad@x.org", "c@x.org"));
    assertThat(told).containsExactly("a@x.org", "b@x.org", "c@x.org");
  }

  @Test
  void whoFailsAgainAndAgainIsNotWaitedFor() {
    listen(FailurePolicy.ACCEPT, this::take);
    plugins.tell(bodies("bad@x.org", "bad@x.org", "bad@x.org", "a@x.org"));
    assertThat(told).isEmpty();
  }

  @Test
  void whatFailsIsToldAgainWhereThatIsConfigured() {
    listen(FailurePolicy.TEMPFAIL, this::take);
    List<String> bodies = bodies("a@x.org", "bad@x.org");
    assertThatThrownBy(() -> plugins.tell(bodies)).hasMessageContaining("told again");
  }
}
