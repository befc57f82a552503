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
package org.waypost.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.process.Findings;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.SeededTrouble;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.sink.Stage;

/**
 * Kills the relay with SIGKILL while mail goes in and out, several times, and demands that nothing
 * is lost that was answered 250. The sink is no help: it fails for now, for good, and by dropping
 * connections, also after it has kept a mail and before it says so.
 *
 * <p>{@code -Dcrash.messages}, {@code -Dcrash.kills} and {@code -Dcrash.seed} set the size and
 * repeat a run's trouble.
 */
class CrashIT {

  private static final int CLIENTS = 8;
  private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(2);

  private final int messages = Integer.getInteger("crash.messages", 3000);
  private final int kills = Integer.getInteger("crash.kills", 3);
  private final long seed = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);

  @TempDir Path data;

  @Test
  void losesNothingThatWasAnswered250() throws InterruptedException {
    Instant start = Instant.now();
    Random random = new Random(seed);
    AtomicInteger swallowed = new AtomicInteger();
    try (MailSink sink = MailSink.start()) {
      sink.follow(trouble(swallowed));
      WaypostProcess relay =
          WaypostLaunch.on(data)
              .with("WAYPOST_MODE", "relay")
              .with("WAYPOST_SMARTHOST", sink.address())
              .with("WAYPOST_RETRY_SCHEDULE", "1s")
              .start();
      Senders senders = new Senders(relay.smtpPort(), messages);
      senders.start(CLIENTS);
      for (int kill = 1; kill <= kills; kill++) {
        // The last one comes when everything was sent and part of it is still on its way.
        int after = kill == kills ? messages : spread(random, kill);
        awaitAccepted(senders, after);
        relay.kill9();
        relay = relay.launch().start();
      }
      senders.stop();
      awaitAll(sink, senders.accepted());
      report(senders, Arrivals.of(sink.received()), swallowed.get(), start);
      assertThat(sink.violations()).isEmpty();
      relay.close();
    }
  }

  /** Accepted messages before a kill: evenly spread, give or take a third of the distance. */
  private int spread(Random random, int kill) {
    double distance = (double) messages / kills;
    return (int) (distance * (kill + (random.nextDouble() - 0.5) * 2 / 3));
  }

  private SinkScript trouble(AtomicInteger swallowed) {
    SinkScript gone =
        SinkScript.recipients(
            r -> r.startsWith("gone"), SinkAction.reply("550 5.1.1 No such mailbox"));
    SinkScript counted = new SeededTrouble(seed, 0.03, 0.02);
    return gone.or(
        step -> {
          SinkAction action = counted.at(step);
          if (step.stage() == Stage.END_OF_DATA && action.kind() == SinkAction.Kind.KEEP_AND_DROP) {
            swallowed.incrementAndGet();
          }
          return action;
        });
  }

  private void awaitAccepted(Senders senders, int count) {
    Awaitility.await(count + " messages are accepted, seed " + seed)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> senders.accepted().size() >= count);
  }

  /** Waits until nothing is missing; gives up when nothing has moved for two minutes. */
  private void awaitAll(MailSink sink, Set<Integer> accepted) throws InterruptedException {
    int before = Integer.MAX_VALUE;
    Instant moved = Instant.now();
    while (true) {
      Set<Integer> missing = Arrivals.of(sink.received()).missing(accepted);
      if (missing.isEmpty()) {
        return;
      }
      if (missing.size() < before) {
        before = missing.size();
        moved = Instant.now();
      }
      assertThat(Duration.between(moved, Instant.now()))
          .as(
              "time without an arrival, while %s of %s are missing (seed %s): %s",
              missing.size(), accepted.size(), seed, missing)
          .isLessThan(WITHOUT_PROGRESS);
      Thread.sleep(250);
    }
  }

  private void report(Senders senders, Arrivals arrivals, int swallowed, Instant start) {
    Findings.add(
        ("crash test: %d messages begun, %d answered 250, killed %d times, none lost; %d delivered,"
                + " %d senders notified; %d duplicates, the sink having swallowed %d replies after"
                + " keeping the mail; seed %d, %d s")
            .formatted(
                senders.begun(),
                senders.accepted().size(),
                kills,
                arrivals.mails(),
                arrivals.notifications(),
                arrivals.duplicates(),
                swallowed,
                seed,
                Duration.between(start, Instant.now()).toSeconds()));
  }
}
