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
package org.waypost.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;
import org.waypost.queue.Mails;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.LocalEnd;
import org.waypost.smtpclient.Promises;
import org.waypost.smtpclient.RecipientOutcome;

@Timeout(30)
class AdaptiveSitesTest {

  private static final int WORKERS = 16;
  private static final Reply TAKEN = Reply.of(250, "2.0.0", "taken");
  private static final Reply DEAD = Reply.of(451, "4.4.1", "Connection timed out");

  private final AtomicLong clock = new AtomicLong(1_000_000_000_000L);
  private AdaptiveSites sites = sites(SiteLimits.of(8), List.of());

  private final List<String> rested = new ArrayList<>();

  private AdaptiveSites sites(SiteLimits limits, List<ReplyRule> rules) {
    return sites(limits, rules, Suspensions.NONE);
  }

  private AdaptiveSites sites(SiteLimits limits, List<ReplyRule> rules, Suspensions suspensions) {
    return new AdaptiveSites(
        Shaping.same(new Shape("test", limits, rules)),
        suspensions,
        (source, site, time, reply) -> rested.add(source + " at " + site + " for " + time),
        WORKERS,
        clock::get,
        () -> 0.5);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private Admission ask(String site, boolean parked) {
    return sites.admit(
        new SiteRequest(site, site + ".example", List.of(site), "mx", Mails.header(1), 1, parked));
  }

  private Place take(String site) {
    return ((Admission.Granted) ask(site, false)).place();
  }

  /** Nobody waits in memory at a site where nothing has ended for long. */
  private boolean isRefused(String site) {
    pass(Duration.ofSeconds(1));
    Admission admission = ask(site, false);
    if (admission instanceof Admission.Granted granted) {
      granted.place().close();
      return false;
    }
    return true;
  }

  private static void end(Place place, Reply reply, boolean reached) {
    place.done(
        new DeliveryReport(
            List.of(
                new RecipientOutcome(
                    EmailAddress.parse("a@x.example"),
                    reply.isPositive()
                        ? RecipientOutcome.Kind.DELIVERED
                        : RecipientOutcome.Kind.DEFERRED,
                    reply,
                    "peer",
                    Promises.NONE,
                    null)),
            false,
            reached));
    place.close();
  }

  private SiteStatus status(String site) {
    return sites.statuses().stream().filter(each -> each.name().equals(site)).findFirst().get();
  }

  private void fail(String site, int times) {
    for (int i = 0; i < times; i++) {
      end(take(site), DEAD, false);
    }
  }

  @Test
  void aRuleMayLetASourceRestInsteadOfTheSite() {
    ReplyRule rule =
        new ReplyRule(
            "5",
            "5.7.1",
            Optional.empty(),
            ReplyRule.Action.SUSPEND,
            Optional.of(Duration.ofHours(1)),
            true);
    sites = sites(SiteLimits.of(4), List.of(rule));
    Reply blocked = Reply.of(550, "5.7.1", "blocked");

    endFrom(take("a"), blocked, new LocalEnd("news", "192.0.2.1"));
    assertThat(rested).containsExactly("news at a for PT1H");
    assertThat(isRefused("a")).isFalse();

    endFrom(take("a"), blocked, new LocalEnd(null, "192.0.2.9"));
    assertThat(rested).hasSize(1);
    assertThat(isRefused("a")).as("without a source of ours it is the site").isTrue();
  }

  private static void endFrom(Place place, Reply reply, LocalEnd localEnd) {
    place.done(
        new DeliveryReport(
            List.of(
                new RecipientOutcome(
                    EmailAddress.parse("a@x.example"),
                    RecipientOutcome.Kind.FAILED,
                    reply,
                    "peer",
                    Promises.NONE,
                    null,
                    localEnd)),
            false,
            true));
    place.close();
  }

  @Test
  void aSiteStartsLow() {
    List<Place> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(take("a"));
    }
    assertThat(isRefused("a")).isTrue();
    assertThat(isRefused("b")).isFalse();
    held.forEach(Place::close);
  }

  @Test
  void successMakesItGrowUpToItsMost() {
    for (int round = 0; round < 5; round++) {
      List<Place> held = new ArrayList<>();
      for (int i = status0("a"); i > 0; i--) {
        held.add(take("a"));
      }
      held.forEach(place -> end(place, TAKEN, true));
    }
    assertThat(status("a").places()).isEqualTo(8);
  }

  private int status0(String site) {
    return sites.statuses().isEmpty() ? 4 : status(site).places();
  }

  @Test
  void attemptsThatNobodyNeedsSayNothing() {
    for (int i = 0; i < 20; i++) {
      end(take("a"), TAKEN, true);
    }
    assertThat(status("a").places()).isEqualTo(4);
  }

  @Test
  void failuresHalveItOnceForAllThatRanTogether() {
    List<Place> held = List.of(take("a"), take("a"), take("a"));
    pass(Duration.ofSeconds(1));
    held.forEach(place -> end(place, DEAD, false));

    assertThat(status("a").places()).isEqualTo(2);
    assertThat(status("a").failures()).isEqualTo(3);
  }

  @Test
  void failuresInARowSuspendItAndOneGoesFirst() {
    fail("a", 5);
    assertThat(isRefused("a")).isTrue();
    assertThat(status("a").closed()).contains("suspended").contains("Connection timed out");
    assertThat(sites.room("a")).isZero();

    pass(Duration.ofSeconds(61));
    assertThat(sites.room("a")).isEqualTo(1);
    Place probe = take("a");
    assertThat(isRefused("a")).as("while the probe is under way").isTrue();
    assertThat(sites.room("a")).isZero();
    end(probe, TAKEN, true);

    assertThat(status("a").closed()).isEmpty();
    assertThat(isRefused("a")).isFalse();
  }

  @Test
  void suspensionsGetLongerUpToAnHour() {
    fail("a", 5);
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      pass(Duration.ofMinutes(minutes).minusSeconds(3));
      assertThat(isRefused("a")).as("after less than %s minutes", minutes).isTrue();
      pass(Duration.ofSeconds(3));
      end(take("a"), DEAD, false);
    }
  }

  @Test
  void aProbeThatEndsWithoutAResultIsFollowedByAnother() {
    fail("a", 5);
    pass(Duration.ofSeconds(61));
    take("a").close();
    assertThat(sites.room("a")).isEqualTo(1);
    end(take("a"), TAKEN, true);
    assertThat(status("a").closed()).isEmpty();
  }

  @Test
  void anAdministratorEndsASuspension() {
    fail("a", 5);
    assertThat(isRefused("a")).isTrue();
    assertThat(sites.clear("a")).isTrue();
    assertThat(sites.clear("never heard of")).isFalse();
    assertThat(isRefused("a")).isFalse();
  }

  @Test
  void repliesShrinkPauseAndSuspendByRule() {
    ReplyRule pause =
        new ReplyRule(
            "421",
            "4.7",
            Optional.of(Pattern.compile("(?i)rate limit")),
            ReplyRule.Action.PAUSE,
            Optional.of(Duration.ofMinutes(5)));
    ReplyRule suspend =
        new ReplyRule(
            "5",
            "5.7.1",
            Optional.empty(),
            ReplyRule.Action.SUSPEND,
            Optional.of(Duration.ofMinutes(30)));
    ReplyRule shrink =
        new ReplyRule(
            "4",
            "",
            Optional.of(Pattern.compile("too many")),
            ReplyRule.Action.SHRINK,
            Optional.empty());
    sites = sites(SiteLimits.of(8), List.of(pause, suspend, shrink));

    end(take("paused"), Reply.of(421, "4.7.0", "You are Rate Limited"), true);
    assertThat(isRefused("paused")).isTrue();
    pass(Duration.ofMinutes(5));
    assertThat(isRefused("paused")).isFalse();

    end(take("shrunk"), Reply.of(452, "too many connections"), true);
    assertThat(status("shrunk").places()).isEqualTo(2);
    end(take("shrunk"), Reply.of(452, "4.2.2", "mailbox full"), true);
    assertThat(status("shrunk").places()).isEqualTo(2);

    end(take("suspended"), Reply.of(550, "5.7.1", "blocked"), true);
    pass(Duration.ofMinutes(29));
    assertThat(isRefused("suspended")).isTrue();
    pass(Duration.ofMinutes(1));
    assertThat(sites.room("suspended")).isEqualTo(1);
  }

  @Test
  void ratesHold() {
    SiteLimits.Rate minute = new SiteLimits.Rate(3, Duration.ofMinutes(1));
    SiteLimits.Rate hour = new SiteLimits.Rate(4, Duration.ofHours(1));
    sites =
        sites(new SiteLimits(4, 8, 10, 100, Duration.ZERO, List.of(minute, hour), 5), List.of());
    for (int i = 0; i < 3; i++) {
      end(take("a"), TAKEN, true);
    }
    assertThat(isRefused("a")).isTrue();
    assertThat(sites.room("a")).isZero();
    pass(Duration.ofSeconds(60));
    assertThat(sites.room("a")).isEqualTo(1);
    end(take("a"), TAKEN, true);
    pass(Duration.ofSeconds(60));
    assertThat(isRefused("a")).as("of the hour there is nothing left").isTrue();
  }

  @Test
  void sitesThatHangHaveHalfOfTheWorkersAndUnknownOnesThreeQuarters() {
    end(take("good"), TAKEN, true);
    List<Place> stuck = new ArrayList<>();
    for (int site = 0; stuck.size() < 12; site++) {
      stuck.add(take("dead" + site / 4));
    }
    assertThat(isRefused("unknown")).isTrue();
    end(take("good"), TAKEN, true);

    pass(Duration.ofSeconds(4));
    sites.watch();
    stuck.subList(0, 4).forEach(Place::close);
    assertThat(sites.slowWorkers()).isEqualTo(8);
    assertThat(isRefused("dead1")).isTrue();
    assertThat(isRefused("unknown")).as("a few, to see whether it answers").isFalse();
    stuck.subList(4, 12).forEach(Place::close);
    assertThat(sites.slowWorkers()).isZero();
  }

  @Test
  void aGoodSiteThatHangsCountsToo() {
    end(take("good"), TAKEN, true);
    Place stuck = take("good");
    assertThat(sites.slowWorkers()).isZero();
    pass(Duration.ofSeconds(4));
    sites.watch();
    assertThat(sites.slowWorkers()).isEqualTo(1);
    assertThat(status("good").stuck()).isEqualTo(1);
    stuck.close();
    assertThat(sites.slowWorkers()).isZero();
  }

  @Test
  void whatComesFreshLeavesHalfOfThePlacesToWhatWaits() {
    sites.waits("a");
    sites.looked("a", 5, 5);
    sites.sent("a", 4);
    sites.waits("a");
    Place first = take("a");
    Place second = take("a");
    assertThat(isRefused("a")).isTrue();
    Place called = ((Admission.Granted) ask("a", true)).place();
    assertThat(status("a").inUse()).isEqualTo(3);
    List.of(first, second, called).forEach(Place::close);
  }

  /** Takes all places of a site, whose attempts hang, and lets so many wait. */
  private List<Place> crowd(String site, int waiting) {
    List<Place> held = List.of(take(site), take(site), take(site), take(site));
    pass(Duration.ofSeconds(4));
    sites.watch();
    for (int i = 0; i < waiting; i++) {
      assertThat(isRefused(site)).isTrue();
    }
    return held;
  }

  @Test
  void mailForACrowdThatDoesNotMoveIsTurnedAway() {
    assertThat(sites.turnAway("a.example")).isEmpty();
    List<Place> held = crowd("a", Site.CROWD);
    assertThat(sites.turnAway("a.example")).contains("a");
    assertThat(status("a").waiting()).as("it has to be parked").isEqualTo(Site.CROWD + 1);
    assertThat(sites.turnAway("b.example")).isEmpty();

    end(held.get(0), TAKEN, true);
    assertThat(sites.turnAway("a.example")).as("there is a place").isEmpty();
  }

  @Test
  void aFewThatWaitAreNoCrowd() {
    crowd("a", Site.CROWD - 1);
    assertThat(sites.turnAway("a.example")).isEmpty();
  }

  @Test
  void mailForASuspendedSiteIsTurnedAwayUntilItIsTried() {
    fail("a", 5);
    assertThat(sites.turnAway("a.example")).contains("a");
    pass(Duration.ofMinutes(2));
    assertThat(sites.turnAway("a.example")).isEmpty();
  }

  @Test
  void mailForWhatAnAdministratorHasSuspendedIsTurnedAway() {
    List<String> suspended = new ArrayList<>();
    sites =
        sites(
            SiteLimits.of(8),
            List.of(),
            (site, domain) ->
                suspended.contains(domain)
                    ? Optional.of(new Suspension(true, "moving", Optional.empty()))
                    : Optional.empty());
    end(take("a"), TAKEN, true);
    assertThat(sites.turnAway("a.example")).isEmpty();
    suspended.add("a.example");
    assertThat(sites.turnAway("a.example")).contains("@a.example");
  }

  @Test
  void whatIsOnItsWayHasItsPlace() {
    sites.waits("a");
    assertThat(sites.ready()).containsExactly("a");
    assertThat(sites.room("a")).isEqualTo(4);
    sites.sent("a", 4);
    assertThat(sites.room("a")).isZero();
    pass(Duration.ofSeconds(31));
    assertThat(sites.room("a")).as("claim checks were lost").isEqualTo(4);
  }

  @Test
  void whoWasToldToWaitIsLookedForUntilItMustBeThere() {
    fail("a", 5);
    assertThat(isRefused("a")).isTrue();
    pass(Duration.ofMinutes(2));
    assertThat(sites.ready()).containsExactly("a");
    sites.looked("a", 1, 0);
    assertThat(sites.ready()).isEmpty();
  }

  @Test
  void mailForASuspendedDomainWaitsApart() {
    List<Suspension> held = new ArrayList<>();
    held.add(new Suspension(true, "asked for", Optional.empty()));
    sites =
        sites(
            SiteLimits.of(8),
            List.of(),
            (site, domain) ->
                domain.equals("a.example") ? held.stream().findFirst() : Optional.empty());

    assertThat(ask("a", false))
        .isInstanceOfSatisfying(
            Admission.Waits.class,
            waits -> {
              assertThat(waits.site()).isEqualTo("@a.example");
              assertThat(waits.reason()).contains("asked for");
            });
    assertThat(isRefused("b")).isFalse();
    assertThat(sites.suspendedDomain("a", "a.example")).contains("@a.example");
    assertThat(sites.ready()).isEmpty();
    held.clear();
    assertThat(sites.ready()).containsExactly("@a.example");
  }

  @Test
  void idleSitesAreForgottenUnlessSomethingIsHeldAgainstThem() {
    end(take("a"), TAKEN, true);
    fail("b", 1);
    sites.watch();
    assertThat(sites.known()).isEqualTo(2);
    pass(Duration.ofMinutes(11));
    sites.watch();
    assertThat(sites.statuses()).extracting(SiteStatus::name).containsExactly("b");
    assertThat(isRefused("a")).isFalse();
  }

  @Test
  void oneWaitsAtASiteThatMoves() throws Exception {
    AdaptiveSites moving = SitesForTests.of(1);
    sites = moving;
    Place first = take("a");
    Thread other =
        new Thread(
            () -> {
              first.done(new DeliveryReport(List.of(), false, true));
              first.close();
            });
    other.start();
    Place second = take("a");
    other.join();
    second.close();
  }

  @Test
  void aDestinationLeadsToItsSite() {
    take("a").close();
    assertThat(sites.siteOf("a.example")).contains("a");
    assertThat(sites.siteOf("b.example")).isEmpty();
  }
}
