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
package org.waypost.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.waypost.test.relay.TraceClient.id;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.Findings;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.relay.TraceClient;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/**
 * A disk that fills up, twice: to where the broker takes no more, and to its last octet. What was
 * accepted and captured is there all the same, also for the process that comes after a kill.
 */
class DiskFullIT {

  private static final int MEBIBYTES = 400;
  private static final Duration SOON = Duration.ofSeconds(40);

  private final List<String> accepted = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void refusesForNowAndRecoversByItself() throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), MEBIBYTES);
    assumeThat(mounted).as("mounting a file system needs root").isPresent();
    try (SmallDisk disk = mounted.get()) {
      WaypostProcess relay = WaypostLaunch.on(disk.folder().resolve("data")).start();
      try {
        assertThat(send(relay, 2_000).code()).isEqualTo(250);

        disk.fill(MEBIBYTES * 1024L * 1024 / 40);
        awaitRefusal(relay, 2_000);
        disk.clear();
        awaitAcceptance(relay);

        disk.fill(0);
        awaitRefusal(relay, 2_000);
        awaitRefusal(relay, 600_000);
        disk.clear();
        awaitAcceptance(relay);
        allCaptured(relay);

        relay.kill9();
        relay = relay.launch().start();
        allCaptured(relay);

        Findings.add(
            "disk full twice: 452 meanwhile, recovered by itself, none of "
                + accepted.size()
                + " accepted mails lost, nor after kill -9 behind it");
      } finally {
        relay.close();
      }
    }
  }

  private void awaitRefusal(WaypostProcess relay, int size) {
    Awaitility.await("mail of " + size + " octets is refused while the disk is full")
        .atMost(TraceClient.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> send(relay, size),
            reply -> reply.code() == 452 && reply.text().startsWith("4.3.1"));
  }

  private void awaitAcceptance(WaypostProcess relay) {
    Awaitility.await("mail is accepted again")
        .atMost(TraceClient.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> send(relay, 2_000).code() == 250);
  }

  private void allCaptured(WaypostProcess relay) {
    TraceClient trace = new TraceClient(relay.rest());
    accepted.forEach(id -> trace.await(id, "captured"));
  }

  /** Sends a mail; it is answered soon, whatever the answer, and never by silence. */
  private SmtpReply send(WaypostProcess relay, int size) throws IOException {
    Instant begun = Instant.now();
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      SmtpReply reply =
          client.mail("a@from.test", List.of("b@to.test"), SampleMail.ofSize("full", size));
      assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
      assertThat(reply.code()).as(reply.toString()).isIn(250, 451, 452);
      if (reply.code() == 250) {
        accepted.add(id(reply));
      }
      return reply;
    }
  }
}
