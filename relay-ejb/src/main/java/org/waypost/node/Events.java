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
package org.waypost.node;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waypost.api.event.EventSubscriptions;
import org.waypost.api.settings.EventSettings;
import org.waypost.api.settings.Settings;
import org.waypost.events.EventCounters;
import org.waypost.events.EventLog;
import org.waypost.events.EventMetrics;
import org.waypost.events.EventPublisher;
import org.waypost.events.EventTarget;
import org.waypost.events.EventTopic;
import org.waypost.events.Lease;
import org.waypost.events.LiveFeed;
import org.waypost.events.TopicTarget;
import org.waypost.secrets.KeyFile;
import org.waypost.submission.RelaySubmissions;
import org.waypost.webhooks.ManagedWebhooks;

/** Who is told what becomes of mail. */
final class Events implements AutoCloseable {

  /** From a change to whoever is told of it. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final boolean topicIsOn;
  private final EventSubscriptions subscriptions;
  private final EventLog log;
  private final List<EventTarget> targets = new CopyOnWriteArrayList<>();
  private final EventPublisher publisher;
  private final ManagedWebhooks webhooks;
  private final LiveFeed live;

  Events(Settings settings, Storage storage, Server server) {
    topicIsOn = settings.events().topic() == EventSettings.Topic.AUTO;
    subscriptions = EventSubscriptions.of(settings.data());
    webhooks =
        new ManagedWebhooks(
            storage.database(),
            storage.ledger(),
            KeyFile.open(settings.data(), settings.secretKey()),
            server.threads(),
            server.timer(),
            InstantSource.system());
    webhooks.sync();
    live = new LiveFeed(server.connections(), server.threads());
    log = new EventLog(this::isAnybodyThere, new EventCounters());
    EventTopic topic = new EventTopic(server.connections());
    targets.add(
        new TopicTarget(this::isTopicWanted, bodies -> send(server.transactions(), topic, bodies)));
    publisher =
        new EventPublisher(
            storage.database(),
            storage.ledger(),
            new Lease(storage.database(), storage.ledger(), "publisher"),
            log,
            targets,
            webhooks::note,
            settings.events().mostWaiting());
  }

  void runBy(Timetable timetable) {
    timetable.every(PAUSE, "publishing events", publisher::publish);
    timetable.every(PAUSE, "sending to webhooks", webhooks::send);
    timetable.every(Timetable.CHANGES, "looking for changed webhooks", webhooks::sync);
  }

  void register(PrometheusRegistry registry) {
    EventMetrics.register(log.counters(), registry);
    webhooks.register(registry);
  }

  void deleteOld() {
    webhooks.deleteOld();
  }

  ManagedWebhooks webhooks() {
    return webhooks;
  }

  LiveFeed live() {
    return live;
  }

  @Override
  public void close() {
    live.close();
    webhooks.close();
  }

  /** Where changes are told. */
  EventLog log() {
    return log;
  }

  /** Tells somebody else too, and first. */
  void alsoTell(EventTarget target) {
    targets.add(0, target);
  }

  private boolean isAnybodyThere() {
    for (EventTarget target : targets) {
      if (target.isWanted()) {
        return true;
      }
    }
    return webhooks.isAny();
  }

  private boolean isTopicWanted() {
    return topicIsOn && subscriptions.mayListen();
  }

  private static void send(
      RelaySubmissions.InTransaction transactions, EventTopic topic, List<String> bodies) {
    try {
      transactions.run(
          () -> {
            topic.send(bodies);
            return null;
          });
    } catch (Exception e) {
      throw new IllegalStateException("Events could not be published: " + e.getMessage(), e);
    }
  }
}
