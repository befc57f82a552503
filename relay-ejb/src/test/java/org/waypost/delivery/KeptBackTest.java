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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.Mails;
import org.waypost.scheduling.Suspension;
import org.waypost.scheduling.Suspensions;

class KeptBackTest {

  private static final Suspension SUSPENSION =
      new Suspension(true, "maintenance", Optional.empty());

  private final Job job = Bench.job(Mails.header(1), Recipient.of(EmailAddress.parse("a@x.org")));

  private static DestinationGroup part(String destination, String... recipients) {
    return new DestinationGroup(1, "way", destination, Mails.to(recipients));
  }

  @Test
  void splitsWhatIsSuspendedBehindASmartHost() {
    KeptBack keptBack =
        new KeptBack(
            (site, domain) -> Optional.of(SUSPENSION).filter(it -> domain.equals("x.org")));

    List<DestinationGroup> parts =
        keptBack.split(List.of(part("hub:25", "a@x.org", "b@y.org", "c@x.org", "d@z.org")));
    assertThat(parts)
        .containsExactly(
            part("hub:25", "a@x.org", "c@x.org"), part("hub:25", "b@y.org", "d@z.org"));
    assertThat(keptBack.of(job, parts.get(0)))
        .get()
        .isInstanceOfSatisfying(
            Progress.Waits.class, waits -> assertThat(waits.site()).isEqualTo("@x.org"));
    assertThat(keptBack.of(job, parts.get(1))).isEmpty();
  }

  @Test
  void leavesDomainsToTheirSites() {
    KeptBack keptBack = new KeptBack((site, domain) -> Optional.of(SUSPENSION));
    List<DestinationGroup> parts = List.of(part("x.org", "a@x.org", "b@x.org"));
    assertThat(keptBack.split(parts)).isEqualTo(parts);
    assertThat(keptBack.of(job, parts.get(0))).isEmpty();
  }

  @Test
  void keepsMailOfASuspendedSender() {
    Suspensions suspensions =
        new Suspensions() {
          @Override
          public Optional<Suspension> of(String site, String domain) {
            return Optional.empty();
          }

          @Override
          public Optional<Suspension> ofSender(String sender) {
            return Optional.of(new Suspension(false, "spammer", Optional.empty()));
          }
        };
    assertThat(new KeptBack(suspensions).of(job, part("x.org", "a@x.org")))
        .get()
        .isInstanceOfSatisfying(
            Progress.Waits.class,
            waits -> {
              assertThat(waits.site()).isEqualTo("sender:from@sender.example");
              assertThat(waits.reason()).contains("spammer");
            });
  }
}
