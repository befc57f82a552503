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
package org.waypost.mtasts;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.waypost.dns.TextLookup;
import org.waypost.dns.TextRecords;
import org.waypost.mtasts.StsFinding.Problem;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;

/**
 * Policies as they were fetched, for as long as they say. One that has not expired holds on when
 * DNS or HTTPS fail, so that nobody can switch it off from outside (RFC 8461 5.1, 10.2).
 */
public final class StsCache implements StsPolicies, AutoCloseable {

  private static final Logger LOG = System.getLogger(StsCache.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** RFC 8461 3.3: not more often than every five minutes. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

  /** RFC 8461 10.2: fetched anew before it expires, so that a blockade has to last for long. */
  private static final Duration REFRESH = Duration.ofDays(1);

  private static final int MOST = 100_000;
  private static final int THREADS = 4;
  private static final int WAITING = 1000;

  private final TextRecords dns;
  private final StsFetcher fetcher;
  private final StsTable table;
  private final Clock clock;
  private final ExecutorService threads;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  // Domains whose policies hold although the DNS may not tell of them just now.
  private volatile Set<String> stored = Set.of();

  /**
   * Over this database.
   *
   * @param tls by which the certificates of policy hosts are verified
   */
  public StsCache(TextRecords dns, SSLContext tls, Database database, Ledger ledger) {
    this(dns, new StsFetcher(tls), new StsTable(database, ledger), Clock.systemUTC());
  }

  StsCache(TextRecords dns, StsFetcher fetcher, StsTable table, Clock clock) {
    this.dns = dns;
    this.fetcher = fetcher;
    this.table = table;
    this.clock = clock;
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, "waypost-mta-sts");
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), factory);
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /** What this node knows of a domain. */
  private static final class Entry {
    // All guarded by this.
    private boolean loaded;
    private Optional<StsTable.Row> row = Optional.empty();
    private StsFinding held = StsFinding.NOTHING;
    private Optional<Problem> problem = Optional.empty();
    private Instant retryAt = Instant.MIN;
    private CompletableFuture<?> fetching;
  }

  @Override
  public StsFinding find(String domain) {
    if (domain.startsWith("[")) {
      return StsFinding.NOTHING;
    }
    TextLookup lookup = dns.texts("_mta-sts." + domain);
    Optional<String> id =
        lookup instanceof TextLookup.Found found ? StsRecord.id(found.texts()) : Optional.empty();
    Entry entry = entry(domain, id.isPresent());
    if (entry == null) {
      return StsFinding.NOTHING;
    }
    CompletableFuture<?> awaited = null;
    synchronized (entry) {
      load(domain, entry);
      Instant now = clock.instant();
      boolean valid = isValid(entry, now);
      if (id.isPresent() && isDue(entry, id.get(), now)) {
        awaited = fetch(domain, id.get(), entry);
      }
      if (valid || awaited == null) {
        return finding(entry, valid, id.isPresent());
      }
    }
    await(awaited);
    synchronized (entry) {
      return finding(entry, isValid(entry, clock.instant()), true);
    }
  }

  /** None for the many domains that have no policy, and had none. */
  private Entry entry(String domain, boolean published) {
    Entry known = entries.get(domain);
    if (known != null) {
      return known;
    }
    if (!published && !stored.contains(domain)) {
      return null;
    }
    if (entries.size() >= MOST) {
      // The database remembers.
      entries.clear();
    }
    return entries.computeIfAbsent(domain, key -> new Entry());
  }

  /** Learns of which domains the database has a policy. Called at the start and every minute. */
  public void sync() {
    stored = table.domains(clock.instant(), MOST);
  }

  private Optional<StsTable.Row> read(String domain) {
    try {
      return table.find(domain);
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING, "The MTA-STS policy of {0} cannot be read: {1}", domain, e.getMessage());
      return Optional.empty();
    }
  }

  private void load(String domain, Entry entry) {
    if (!entry.loaded) {
      read(domain).ifPresent(row -> hold(entry, row));
      entry.loaded = true;
    }
  }

  private static void hold(Entry entry, StsTable.Row row) {
    try {
      entry.held = StsFinding.of(StsPolicy.parse(row.text()));
      entry.row = Optional.of(row);
      entry.problem = Optional.empty();
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "An MTA-STS policy in the database is malformed: {0}", e.getMessage());
    }
  }

  private static boolean isValid(Entry entry, Instant now) {
    return entry.row.filter(row -> now.isBefore(row.expiresAt())).isPresent();
  }

  private static boolean isDue(Entry entry, String id, Instant now) {
    boolean another = entry.row.filter(row -> row.id().equals(id)).isEmpty();
    boolean old =
        !isValid(entry, now)
            || entry.row.filter(row -> now.isAfter(row.fetchedAt().plus(REFRESH))).isPresent();
    return (another || old) && !now.isBefore(entry.retryAt);
  }

  private static StsFinding finding(Entry entry, boolean valid, boolean published) {
    return valid
        ? entry.held
        : new StsFinding(Optional.empty(), published ? entry.problem : Optional.empty());
  }

  private CompletableFuture<?> fetch(String domain, String id, Entry entry) {
    if (entry.fetching == null) {
      try {
        CompletableFuture<?> started =
            CompletableFuture.runAsync(() -> fetchNow(domain, id, entry), threads);
        entry.fetching = started;
        return started;
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "Too many MTA-STS policies to fetch; {0} has to wait", domain);
      }
    }
    return entry.fetching;
  }

  private void fetchNow(String domain, String id, Entry entry) {
    try {
      // Another node may have been faster.
      Optional<StsTable.Row> other =
          read(domain)
              .filter(row -> row.id().equals(id))
              .filter(row -> clock.instant().isBefore(row.fetchedAt().plus(REFRESH)))
              .filter(row -> clock.instant().isBefore(row.expiresAt()));
      StsTable.Row row = other.isPresent() ? other.get() : fetched(domain, id);
      synchronized (entry) {
        hold(entry, row);
        entry.retryAt = Instant.MIN;
      }
      if (other.isEmpty()) {
        table.put(domain, row);
      }
    } catch (StsFetcher.FailedException e) {
      LOG.log(
          Level.INFO, "The MTA-STS policy of {0} is not to be had: {1}", domain, e.getMessage());
      synchronized (entry) {
        entry.problem = Optional.of(e.problem());
        entry.retryAt = clock.instant().plus(AFTER_FAILURE);
      }
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING, "The MTA-STS policy of {0} is not stored: {1}", domain, e.getMessage());
    } finally {
      synchronized (entry) {
        entry.fetching = null;
      }
    }
  }

  private StsTable.Row fetched(String domain, String id) throws StsFetcher.FailedException {
    String text = fetcher.fetch(domain);
    Instant now = clock.instant();
    LOG.log(Level.INFO, "The MTA-STS policy {0} of {1} is fetched", id, domain);
    return new StsTable.Row(id, text, now, now.plus(StsPolicy.parse(text).maxAge()));
  }

  private static void await(CompletableFuture<?> fetching) {
    try {
      fetching.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // RFC 8461 5.1: without a policy, mail goes as if there were none.
      LOG.log(Level.DEBUG, "An MTA-STS policy is still being fetched");
    } catch (ExecutionException e) {
      LOG.log(Level.WARNING, "Fetching an MTA-STS policy failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes what has expired from the database. */
  public void deleteExpired() {
    table.deleteExpired(clock.instant());
  }

  /** Ends fetches. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
