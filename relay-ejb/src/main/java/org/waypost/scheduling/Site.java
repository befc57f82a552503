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

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.RecipientOutcome;

/**
 * A destination site at which somebody is, or of which something is known. Safe for use by any
 * number of threads; its lock is held for book-keeping only.
 */
final class Site {

  /** What a request came to. */
  sealed interface Entry {
    /** In. */
    record In(boolean probe, boolean doubtful) implements Entry {}

    /** Not now; when it is full, a place may become free at any time. */
    record Out(boolean full, long nanos, String reason) implements Entry {}
  }

  /** Waiting for a place pays when it is likely to be free in this time. */
  private static final long SOON = Duration.ofMillis(50).toNanos();

  private static final long WAIT = Duration.ofMillis(20).toNanos();
  private static final int WAITS = 5;

  /** How far the dispatcher looks ahead at a site that moves. */
  private static final long AHEAD = Duration.ofMillis(200).toNanos();

  private static final long PROVEN = Duration.ofMinutes(10).toNanos();
  private static final long RESTART = Duration.ofMinutes(1).toNanos();
  private static final long LOOK_AGAIN = Duration.ofSeconds(5).toNanos();

  /** With fewer that wait, the next may well find a place. */
  static final int CROWD = 20;

  /** At a site that is full, and where no attempt has ended for so long, nothing moves. */
  private static final long STANDING = Duration.ofMillis(500).toNanos();

  /** Most groups that are on their way to one site. */
  static final int MOST_SENT = 200;

  private final String name;
  private final SlowWorkers slowWorkers;
  private final LongSupplier nanoTime;
  private final Outage outage;
  private Shape shape;
  private Window window;
  private Pace pace;
  private boolean gone;

  private int inUse;
  private int fresh;
  private int stuck;
  private int waiters;

  private final Line line;
  private final Throughput throughput = new Throughput();

  private long lastEnd;
  private long pause;
  private long provenAt;
  private boolean proven;
  private long usedAt;

  private long attempts;
  private long failures;
  private String lastReply = "";

  Site(
      String name,
      Shape shape,
      SlowWorkers slowWorkers,
      LongSupplier nanoTime,
      DoubleSupplier random) {
    this.name = name;
    this.slowWorkers = slowWorkers;
    this.nanoTime = nanoTime;
    this.outage = new Outage(random);
    long now = nanoTime.getAsLong();
    this.shape = shape;
    this.window = new Window(bounded(shape.limits()), now);
    this.pace = new Pace(shape.limits().rates(), nanoTime);
    this.lastEnd = now;
    this.usedAt = now;
    this.line = new Line(now);
  }

  /** No site has more workers than slow sites have together: it may become slow at any time. */
  private SiteLimits bounded(SiteLimits limits) {
    int most = Math.min(limits.connections(), slowWorkers.mostForOne());
    return new SiteLimits(
        Math.min(limits.firstConnections(), most),
        most,
        limits.messagesPerConnection(),
        limits.recipientsPerTransaction(),
        limits.idle(),
        limits.rates(),
        limits.failures(),
        limits.connectionsPerSource(),
        limits.timeouts());
  }

  /** Treats the site otherwise from now on, if it is otherwise. */
  synchronized void shape(Shape other) {
    if (!other.equals(shape)) {
      if (!other.limits().rates().equals(shape.limits().rates())) {
        pace = new Pace(other.limits().rates(), nanoTime);
      }
      window.limit(bounded(other.limits()));
      shape = other;
    }
  }

  synchronized Shape shape() {
    return shape;
  }

  /**
   * Asks for a place. Who gets none has to be parked, and counts as waiting.
   *
   * @param parked whether it was called
   * @return null when the site is forgotten, and has to be made anew
   */
  synchronized Entry enter(boolean parked) throws InterruptedException {
    if (gone) {
      return null;
    }
    if (parked) {
      line.arrived();
    }
    Entry entry = tryEnter(parked);
    for (int i = 0; i < WAITS && entry instanceof Entry.Out out && out.full() && isSoon(); i++) {
      waiters++;
      try {
        TimeUnit.NANOSECONDS.timedWait(this, WAIT);
      } finally {
        waiters--;
      }
      entry = tryEnter(parked);
    }
    if (entry instanceof Entry.Out) {
      isToWait();
    }
    return entry;
  }

  private boolean isSoon() {
    long standing = Math.max(pause, nanoTime.getAsLong() - lastEnd);
    return (waiters + 1) * standing <= SOON;
  }

  private Entry tryEnter(boolean parked) {
    long now = nanoTime.getAsLong();
    usedAt = now;
    if (outage.isClosed(now)) {
      return new Entry.Out(
          false, Math.max(LOOK_AGAIN, outage.until() - now), "the destination is " + closed());
    }
    boolean probe = outage.needsProbe(now);
    if (inUse == 0 && now - lastEnd > RESTART) {
      window.restart();
    }
    if (!probe && isFull(parked, now)) {
      return new Entry.Out(
          true, LOOK_AGAIN, "all " + window.size() + " places at the destination are taken");
    }
    boolean doubtful = stuck > 0 || !isProven(now);
    if (doubtful && !slowWorkers.take(stuck > 0)) {
      return new Entry.Out(
          false, LOOK_AGAIN, "slow destinations have as many workers as they may have");
    }
    long tooFast = pace.take();
    if (tooFast > 0) {
      if (doubtful) {
        slowWorkers.giveBack();
      }
      return new Entry.Out(false, tooFast, "the destination has had its messages for now");
    }
    if (probe) {
      outage.probe();
    }
    inUse++;
    fresh += parked ? 0 : 1;
    return new Entry.In(probe, doubtful);
  }

  /**
   * What comes fresh leaves half of the places to what waits, so as not to overtake it for ever.
   */
  private boolean isFull(boolean parked, long now) {
    int places = window.size();
    int promised = line.promised(now);
    int waiting = line.waiting();
    boolean others = waiting > 0 || promised > 0;
    return inUse >= places
        || (!parked && others && fresh * 2 >= places && inUse + promised + waiting >= places);
  }

  private boolean isProven(long now) {
    return proven && now - provenAt < PROVEN;
  }

  private String closed() {
    return (outage.isSuspended() ? "suspended: " : "paused: ") + outage.reason();
  }

  /** A message for this site is about to be parked. */
  synchronized void isToWait() {
    line.isToWait(nanoTime.getAsLong());
  }

  /**
   * Whether fresh mail has to wait for certain, and counts as waiting now: no attempts are made, or
   * many wait and no place is likely to become free. A site that moves decides for each anew.
   */
  synchronized boolean turnsAway() {
    long now = nanoTime.getAsLong();
    boolean full =
        line.waiting() >= CROWD
            && (pace.available() == 0
                || (inUse >= window.size() && (stuck * 2 >= inUse || now - lastEnd > STANDING)));
    boolean away = !gone && (outage.isClosed(now) || full);
    if (away) {
      isToWait();
    }
    return away;
  }

  /** Mail waits for this site, nobody knows how much. */
  synchronized void waits() {
    line.waits();
  }

  /** An attempt has been under way for long. */
  synchronized boolean stuck(boolean doubtful) {
    stuck++;
    if (!doubtful) {
      slowWorkers.stuck();
    }
    return true;
  }

  /** How an attempt ended. */
  record End(
      boolean wasFresh,
      boolean probe,
      boolean doubtful,
      boolean wasStuck,
      long begun,
      DeliveryReport report) {}

  /** An attempt ended; returns what to tell the log of it, or an empty text. */
  synchronized String leave(End end) {
    long now = nanoTime.getAsLong();
    String news = end.report() == null ? noResult(end) : result(end, now);
    inUse--;
    fresh -= end.wasFresh() ? 1 : 0;
    if (end.wasStuck()) {
      stuck--;
    }
    if (end.doubtful() || end.wasStuck()) {
      slowWorkers.giveBack();
    }
    pause = pause == 0 ? now - lastEnd : (4 * pause + (now - lastEnd)) / 5;
    lastEnd = now;
    notifyAll();
    return news;
  }

  private String noResult(End end) {
    if (end.probe()) {
      outage.probeEnded();
    }
    return "";
  }

  private String result(End end, long now) {
    attempts++;
    throughput.add(now);
    DeliveryReport report = end.report();
    String news = "";
    if (report.reached()) {
      window.grow(inUse);
      proven = true;
      provenAt = now;
      if (outage.succeeded(end.probe())) {
        window.restart();
        news = "answers again";
      }
    } else {
      failures++;
      window.shrink(end.begun(), now);
      if (outage.failed(end.probe(), shape.limits().failures(), why(report), now)) {
        proven = false;
        news = "is suspended for " + seconds(outage.until() - now) + " s: " + outage.reason();
      }
    }
    return obey(end, now, news);
  }

  /** Does what the rules say of the replies. */
  private String obey(End end, long now, String news) {
    for (RecipientOutcome outcome : end.report().outcomes()) {
      Reply reply = outcome.reply();
      lastReply = reply.toString();
      for (ReplyRule rule : shape.replies()) {
        if (rule.matches(reply)) {
          if (rule.isForSource(outcome)) {
            break;
          }
          return obey(rule, end, now, reply.toString());
        }
      }
    }
    return news;
  }

  private String obey(ReplyRule rule, End end, long now, String reply) {
    window.shrink(end.begun(), now);
    long nanos = rule.time().map(Duration::toNanos).orElse(0L);
    switch (rule.action()) {
      case SHRINK -> {
        return "has " + window.size() + " places from now on: " + reply;
      }
      case PAUSE -> outage.pause(nanos, reply, now);
      case SUSPEND -> outage.suspend(nanos, reply, now);
    }
    return "is left alone for " + seconds(nanos) + " s: " + reply;
  }

  private static String why(DeliveryReport report) {
    return report.outcomes().isEmpty() ? "" : report.outcomes().get(0).reply().toString();
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  /** How many groups may leave for the site now. */
  synchronized int room() {
    long now = nanoTime.getAsLong();
    if (gone || outage.isClosed(now)) {
      return 0;
    }
    if (outage.needsProbe(now)) {
      return line.promised(now) > 0 || slowWorkers.free(stuck > 0) == 0 ? 0 : 1;
    }
    long standing = Math.max(pause, now - lastEnd);
    long moving = standing <= SOON / 2 && inUse > 0 ? AHEAD / Math.max(1, standing) : 0;
    long room = window.size() - inUse + Math.min(moving, MOST_SENT) - line.promised(now);
    room = Math.min(room, pace.available());
    if (stuck > 0 || !isProven(now)) {
      room = Math.min(room, slowWorkers.free(stuck > 0));
    }
    return (int) Math.max(0, Math.min(room, MOST_SENT - line.promised(now)));
  }

  synchronized void sent(int groups) {
    line.sent(groups, nanoTime.getAsLong());
  }

  synchronized void looked(int asked, int found) {
    line.looked(asked, found, nanoTime.getAsLong());
  }

  /** Whether mail may be waiting. */
  synchronized boolean hasWaiting() {
    return line.isThere(nanoTime.getAsLong());
  }

  /** Forgets the site, if nothing would be lost by that. */
  synchronized boolean forget(long idleNanos) {
    long now = nanoTime.getAsLong();
    gone =
        gone
            || (inUse == 0
                && waiters == 0
                && !hasWaiting()
                && line.promised(now) == 0
                && now - usedAt > idleNanos
                && outage.isNone(now)
                && pace.isFull());
    return gone;
  }

  /** Ends a suspension or a pause now. */
  synchronized void clear() {
    outage.clear();
    notifyAll();
  }

  /** The site at this moment. */
  synchronized SiteStatus status() {
    long now = nanoTime.getAsLong();
    boolean closed = outage.isClosed(now);
    return new SiteStatus(
        name,
        shape.rule(),
        window.size(),
        window.most(),
        inUse,
        stuck,
        line.waiting(),
        line.promised(now),
        closed ? Objects.requireNonNullElse(closed(), "") : "",
        closed ? Instant.now().plusNanos(Math.max(0, outage.until() - now)) : null,
        attempts,
        failures,
        throughput.lastMinute(now),
        throughput.lastHour(now),
        shape.limits(),
        lastReply);
  }
}
