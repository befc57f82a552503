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
package org.waypost.operations;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.waypost.api.mail.MessageId;
import org.waypost.operations.JobTable.LeftOver;
import org.waypost.operations.JobTable.Progress;
import org.waypost.parking.Candidate;
import org.waypost.parking.Selected;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Works on jobs, a chunk at a time. How far a job is stands in its row, written together with what
 * the chunk does; a job whose node is gone is taken over when its lease has ended.
 *
 * <p>First it walks through the table of parked mail; then it comes back to the groups that were in
 * delivery, every few seconds, until they have ended their attempts or ten minutes are over.
 */
final class JobRunner {

  private static final Logger LOG = System.getLogger(JobRunner.class.getName());

  /** Groups that one ledger work changes: the outcomes of deliveries wait for it. */
  static final int CHUNK = 200;

  /** Groups that are looked at for the next chunks. */
  private static final int STRETCH = 2000;

  /** How long a caller waits for the database to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration COME_BACK = Duration.ofSeconds(3);
  private static final Duration LEFT_OVER_LIMIT = Duration.ofMinutes(10);

  private final Database database;
  private final Ledger ledger;
  private final JobTable table;
  private final Chunk.Parts parts;
  private final Clock clock;

  /** Names this process in leases. */
  private final String owner = MessageId.next().value();

  JobRunner(Database database, Ledger ledger, JobTable table, Chunk.Parts parts, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.table = table;
    this.parts = parts;
    this.clock = clock;
  }

  /** Does some work on the oldest job; false when there is none to be done now. */
  boolean work() {
    long now = clock.millis();
    Optional<Progress> claimed =
        ledger.writeAndWait(
            statements -> table.claim(statements, owner, now, now + LEASE.toMillis()));
    claimed.ifPresent(this::work);
    return claimed.isPresent();
  }

  private void work(Progress progress) {
    if (progress.position().isPresent()) {
      walk(progress, progress.position().get());
    } else {
      comeBack(progress);
    }
  }

  /** Writes a job whose groups are known already, and does it; what it leaves over comes later. */
  QueueJob workAtOnce(QueueJob job, List<Candidate> candidates) {
    long lease = clock.millis() + LEASE.toMillis();
    Optional<Progress> claimed =
        ledger.writeWithin(
            PATIENCE,
            statements -> {
              table.insert(statements, job, owner, lease);
              return table.claim(statements, job.id(), owner, clock.millis(), lease);
            });
    Optional<Progress> progress = act(claimed.orElseThrow(), candidates, Optional.empty());
    if (progress.isPresent()) {
      endOrRest(progress.get());
    }
    return database
        .read(statements -> table.progress(statements, job.id()))
        .map(Progress::job)
        .orElse(job);
  }

  private void walk(Progress progress, Selected.Position after) {
    QueueJob job = progress.job();
    Selected.Stretch stretch =
        database.read(
            statements ->
                Selected.next(
                    statements,
                    job.selection(),
                    after,
                    MessageId.lowestOf(job.createdAt()),
                    STRETCH));
    Optional<Progress> done = act(progress, stretch.candidates(), stretch.end());
    if (done.isPresent() && stretch.end().isEmpty()) {
      endOrRest(done.get());
    }
  }

  /**
   * Acts on groups, a chunk a ledger work.
   *
   * @param end where the job is when all of it is done; nothing for the end of the table
   * @return how far it is; nothing when it was ended or taken over
   */
  private Optional<Progress> act(
      Progress before, List<Candidate> candidates, Optional<Selected.Position> end) {
    Progress progress = before;
    int from = 0;
    do {
      int to = Math.min(from + CHUNK, candidates.size());
      List<Candidate> chunk = candidates.subList(from, to);
      Optional<Selected.Position> position =
          to == candidates.size()
              ? end
              : Optional.of(
                  new Selected.Position(
                      chunk.get(chunk.size() - 1).id().value(),
                      chunk.get(chunk.size() - 1).group()));
      Optional<Progress> after = write(progress, chunk, position, progress.leftOver());
      if (after.isEmpty()) {
        return after;
      }
      progress = after.get();
      from = to;
    } while (from < candidates.size());
    return Optional.of(progress);
  }

  private void comeBack(Progress progress) {
    List<Candidate> candidates =
        database.read(
            statements -> {
              List<Candidate> found = new ArrayList<>();
              for (LeftOver each : progress.leftOver()) {
                Selected.one(statements, each.id(), each.group()).ifPresent(found::add);
              }
              return found;
            });
    Optional<Progress> after = write(progress, candidates, Optional.empty(), List.of());
    after.ifPresent(this::endOrRest);
  }

  private void endOrRest(Progress progress) {
    QueueJob job = progress.job();
    Instant since = job.startedAt().orElse(job.createdAt());
    if (progress.leftOver().isEmpty() || clock.instant().isAfter(since.plus(LEFT_OVER_LIMIT))) {
      end(job);
    } else {
      rest(job);
    }
  }

  /** Writes a chunk; when it is refused, each of its groups alone, so that one spoils no other. */
  private Optional<Progress> write(
      Progress before,
      List<Candidate> candidates,
      Optional<Selected.Position> position,
      List<LeftOver> kept) {
    try {
      return writeTogether(before, candidates, position, kept, 0);
    } catch (RuntimeException e) {
      if (candidates.isEmpty()) {
        throw e;
      }
      LOG.log(Level.WARNING, "Job {0}: a chunk is done one by one", before.job().id());
    }
    Progress progress = before;
    List<LeftOver> left = kept;
    for (Candidate candidate : candidates) {
      Optional<Progress> after = writeAlone(progress, candidate, left);
      if (after.isEmpty()) {
        return after;
      }
      progress = after.get();
      left = progress.leftOver();
    }
    return writeTogether(progress, List.of(), position, left, 0);
  }

  private Optional<Progress> writeAlone(Progress before, Candidate candidate, List<LeftOver> kept) {
    try {
      return writeTogether(before, List.of(candidate), before.position(), kept, 0);
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "Job " + before.job().id() + " failed on " + candidate.id() + "/" + candidate.group(),
          e);
      return writeTogether(before, List.of(), before.position(), kept, 1);
    }
  }

  private Optional<Progress> writeTogether(
      Progress before,
      List<Candidate> candidates,
      Optional<Selected.Position> position,
      List<LeftOver> kept,
      int failed) {
    Chunk chunk = Chunk.prepare(before.job().action(), candidates, parts);
    record Written(Chunk.Outcome outcome, Progress progress) {}
    Optional<Written> written =
        ledger.writeAndWait(
            statements -> {
              long lease = clock.millis() + LEASE.toMillis();
              if (!table.keep(statements, before, owner, lease)) {
                // Ended, or taken over, or this very work was written when nobody could tell.
                return Optional.empty();
              }
              Chunk.Outcome outcome = chunk.apply(statements);
              List<LeftOver> left =
                  Stream.concat(kept.stream(), outcome.inDelivery().stream().map(LeftOver::of))
                      .limit(JobTable.MOST_LEFT_OVER)
                      .toList();
              Tally tally = outcome.tally().plus(new Tally(0, 0, 0, failed));
              table.advance(statements, before.job().id(), position, left, tally);
              return Optional.of(new Written(outcome, new Progress(before.job(), position, left)));
            });
    written.ifPresent(it -> it.outcome().written());
    return written.map(Written::progress);
  }

  private void end(QueueJob job) {
    boolean ended =
        ledger.writeAndWait(
            statements -> table.end(statements, job.id(), QueueJob.State.DONE, clock.millis()));
    if (ended) {
      QueueJob last =
          database
              .read(statements -> table.progress(statements, job.id()))
              .map(Progress::job)
              .orElse(job);
      LOG.log(Level.INFO, "Job {0} is done: {1}", job.id(), last.tally());
    }
  }

  private void rest(QueueJob job) {
    ledger.writeAndWait(
        statements -> {
          table.pause(statements, job.id(), clock.millis() + COME_BACK.toMillis());
          return null;
        });
  }
}
