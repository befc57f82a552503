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
package org.waypost.webhooks;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.definitions.Stored;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.store.Version;

/** The webhooks in the database, and what this node sends to them. */
public final class ManagedWebhooks extends ManagedDefinitions<Webhook>
    implements Webhooks, AutoCloseable {

  /** Each may have a thread at one time. */
  private static final int MOST_HOOKS = 50;

  private static final Duration KEEP = Duration.ofDays(7);
  private static final int MOST_KEPT = 10_000;

  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;
  private final HookCounters counters = new HookCounters();
  private final HookSender sender;
  private final HookQueues queues;
  private volatile List<Webhook> enabled = List.of();
  private volatile List<Webhook> all = List.of();

  /**
   * Over this database; {@link #sync} has to be called first.
   *
   * @param seal for the secrets
   * @param threads that send, one for a hook
   * @param timer ends what takes too long
   */
  public ManagedWebhooks(
      Database database,
      Ledger ledger,
      SealedText seal,
      ThreadFactory threads,
      ScheduledExecutorService timer,
      InstantSource clock) {
    super(database, ledger, clock, kind(JsonWebhookFormat.stored(seal)));
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.sender = new HookSender(HookClient.of(timer), clock);
    this.queues = new HookQueues(database, ledger, sender, threads, counters, clock);
  }

  private static Kind<Webhook> kind(JsonWebhookFormat format) {
    return new Kind<>(
        "webhook",
        "Webhook",
        new Version("definition_version", "kind", "webhooks"),
        MOST_HOOKS,
        16_000,
        "senders",
        Webhook::name,
        hook -> 0,
        format::write,
        (name, json) -> format.read(name, json, null));
  }

  @Override
  protected void use(List<Stored<Webhook>> stored) {
    all = stored.stream().map(Stored::definition).toList();
    enabled = all.stream().filter(Webhook::enabled).toList();
  }

  /** Whether anybody is told. Never waits. */
  public boolean isAny() {
    return !enabled.isEmpty();
  }

  /** Notes events for the hooks that want them. Part of the caller's ledger work. */
  public void note(Statements statements, List<String> bodies) throws SQLException {
    List<Webhook> hooks = enabled;
    if (hooks.isEmpty()) {
      return;
    }
    long now = clock.millis();
    for (String body : bodies) {
      MailEvent event = MailEventJson.parse(body);
      for (Webhook hook : hooks) {
        if (hook.wants(event) && queues.hasRoom(hook.name())) {
          DeliveryTable.insert(statements, hook.name(), event, body, now);
        }
      }
    }
    queues.wake();
  }

  /** Sends what is due; called again and again. */
  public void send() {
    queues.send(enabled);
  }

  /** The same, without waiting for the time to look again. */
  void sendNow() {
    queues.wake();
    send();
  }

  /** Forgets what is old. */
  public void deleteOld() {
    List<String> names = all.stream().map(Webhook::name).toList();
    long before = clock.instant().minus(KEEP).toEpochMilli();
    ledger.writeAndWait(
        statements -> {
          DeliveryTable.deleteOld(statements, names, before, MOST_KEPT);
          return null;
        });
  }

  /** Shows what becomes of events. */
  public void register(PrometheusRegistry registry) {
    counters.register(registry);
  }

  @Override
  public boolean delete(String name) {
    boolean deleted = super.delete(name);
    ledger.writeAndWait(
        statements -> {
          DeliveryTable.deleteOf(statements, name);
          return null;
        });
    return deleted;
  }

  @Override
  public Page<WebhookDelivery> deliveries(
      String name, WebhookDelivery.State state, PageRequest page) {
    return database.read(statements -> DeliveryTable.list(statements, name, state, page));
  }

  @Override
  public boolean redeliver(String name, long id) {
    boolean found =
        ledger.writeAndWait(
            statements -> DeliveryTable.again(statements, name, id, clock.millis()));
    queues.wake();
    return found;
  }

  @Override
  public Optional<HookAnswer> test(String name) {
    return find(name).map(stored -> sender.test(stored.definition()));
  }

  /** Begins nothing more, and waits for what is being sent. */
  @Override
  public void close() {
    queues.close();
  }
}
