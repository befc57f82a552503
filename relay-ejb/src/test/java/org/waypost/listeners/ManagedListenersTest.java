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
package org.waypost.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

/** Two nodes on one database, each with a server of its own. */
final class ManagedListenersTest {

  private static final ListenerDefinition EXTRA =
      ListenerDefinition.of("extra", ListenerRole.RELAY, 2600);

  @TempDir private Path folder;
  private Database database;
  private Ledger ledger;
  private final TableServer server = new TableServer();
  private final TableServer otherServer = new TableServer();
  private ManagedListeners listeners;
  private ManagedListeners other;

  @BeforeEach
  void start() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    listeners = node(server);
    other = node(otherServer);
  }

  private ManagedListeners node(TableServer its) {
    ManagedListeners node = new ManagedListeners(database, ledger, new JsonListenerFormat(), its);
    node.start(ListenerLimits.DEFAULT);
    its.told.clear();
    return node;
  }

  @AfterEach
  void stop() {
    ledger.close();
    database.close();
  }

  @Test
  void makesThreeAtFirstStart() {
    Page<Listener> page = listeners.list(PageRequest.first());
    assertThat(page.items())
        .extracting(listener -> listener.definition().name())
        .containsExactly("relay", "submission", "submissions");
    assertThat(page.items())
        .extracting(listener -> listener.definition().port())
        .as("those of the settings")
        .containsOnly(0);
    assertThat(page.items())
        .extracting(listener -> listener.status().orElseThrow().state())
        .containsOnly(ListenerStatus.State.LISTENING);
  }

  @Test
  void whatWasDeletedDoesNotComeBackWithTheNextStart() {
    assertThat(listeners.delete("submission")).isTrue();
    TableServer restarted = new TableServer();
    restarted.apply(EXTRA);
    Page<Listener> page = node(restarted).list(PageRequest.first());
    assertThat(page.items()).hasSize(2);
    assertThat(restarted.listeners())
        .as("what the server had besides is gone")
        .extracting(status -> status.definition().name())
        .containsExactly("relay", "submissions");
  }

  @Test
  void aChangeIsInEffectAtOnceHereAndSoonOnOtherNodes() {
    assertThat(listeners.create(EXTRA)).isPresent();
    assertThat(server.told).containsExactly("apply extra");
    assertThat(otherServer.told).isEmpty();
    other.sync();
    assertThat(otherServer.told).containsExactly("apply extra");
    other.sync();
    assertThat(otherServer.told).as("what is known is not applied again").hasSize(1);
    assertThat(other.find("extra").orElseThrow().definition()).isEqualTo(EXTRA);
  }

  @Test
  void aNameIsGivenOnce() {
    assertThat(listeners.create(EXTRA)).isPresent();
    assertThat(other.create(EXTRA)).isEmpty();
  }

  @Test
  void replaces() {
    ListenerDefinition changed = ListenerDefinition.of("relay", ListenerRole.RELAY, 2601);
    assertThat(listeners.replace(changed).definition()).isEqualTo(changed);
    assertThat(listeners.replace(EXTRA).status()).isPresent();
    other.sync();
    assertThat(otherServer.told).containsExactly("apply extra", "apply relay");
  }

  @Test
  void pausesDrainsAndResumesOnEveryNode() {
    assertThat(listeners.drain("relay").orElseThrow().definition().paused()).isTrue();
    assertThat(listeners.resume("submission").orElseThrow().definition().paused()).isFalse();
    assertThat(listeners.pause("submissions")).isPresent();
    other.sync();
    assertThat(otherServer.told)
        .containsExactly("apply relay", "drain relay", "apply submission", "apply submissions");
    assertThat(listeners.resume("relay").orElseThrow().status().orElseThrow().state())
        .isEqualTo(ListenerStatus.State.LISTENING);
    assertThat(listeners.pause("nobody")).isEmpty();
  }

  @Test
  void removesWhatAnotherNodeDeleted() {
    assertThat(listeners.delete("relay")).isTrue();
    assertThat(listeners.delete("relay")).isFalse();
    other.sync();
    assertThat(otherServer.told).containsExactly("remove relay");
  }

  @Test
  void appliesAgainWhatTheServerHasLost() {
    server.remove("relay");
    server.told.clear();
    listeners.sync();
    assertThat(server.told).containsExactly("apply relay");
  }

  @Test
  void takesNoMoreMailOnceItIsClosed() {
    listeners.close();
    listeners.sync();
    assertThat(server.listeners()).isEmpty();
    assertThat(otherServer.listeners()).hasSize(3);
  }

  @Test
  void aDefinitionThatIsNotUnderstoodKeepsNobodyElseFromChanging() {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "update listener set definition = ?, version = 7 where name = 'relay'",
                "{\"name\":\"relay\",\"role\":\"relay\",\"ofTomorrow\":1}"));
    assertThat(listeners.create(EXTRA)).isPresent();
    assertThat(server.told).containsExactly("apply extra");
    assertThat(listeners.list(PageRequest.first()).items())
        .extracting(listener -> listener.definition().name())
        .containsExactly("extra", "submission", "submissions");
    assertThat(listeners.replace(ListenerDefinition.of("relay", ListenerRole.RELAY, 2602)).status())
        .as("it can be written anew")
        .isPresent();
  }

  @Test
  void oneThatCannotBeAppliedKeepsNobodyElseFromChangingAndIsTriedAgain() {
    otherServer.unable = "extra";
    assertThat(listeners.create(EXTRA)).isPresent();
    assertThat(listeners.pause("relay")).isPresent();
    other.sync();
    assertThat(otherServer.told).containsExactly("apply relay");
    otherServer.unable = null;
    other.sync();
    assertThat(otherServer.told).containsExactly("apply relay", "apply extra");
  }

  @Test
  void aServerThatTakesNoneIsNoStart() {
    assertThat(listeners.delete("submission")).isTrue();
    assertThat(listeners.delete("submissions")).isTrue();
    TableServer restarted = new TableServer();
    restarted.unable = "relay";
    assertThatIllegalStateException().isThrownBy(() -> node(restarted));
  }

  @Test
  void countsPerListener() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    ListenerMetrics.register(listeners, registry);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .contains(
            "waypost_listener_up{listener=\"relay\"} 1.0",
            "waypost_listener_messages_accepted_total{listener=\"submissions\"} 0.0",
            "waypost_smtp_memory_bytes 1.0",
            "waypost_smtp_memory_limit_bytes 2.0",
            "waypost_smtp_sessions 3.0");
  }

  @Test
  void listsByPages() {
    assertThat(listeners.list(new PageRequest(2, 2)).items())
        .extracting(listener -> listener.definition().name())
        .isEqualTo(List.of("submissions"));
  }
}
