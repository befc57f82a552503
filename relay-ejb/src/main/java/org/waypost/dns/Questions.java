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
package org.waypost.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;
import org.xbill.DNS.lookup.ServerFailedException;

/** Puts questions to the DNS, over one cache. */
final class Questions {

  private static final int TRIES = 2;
  private static final int MAX_REDIRECTS = 8;
  // Longer is of no use, and a mistake in a zone should not outlive its correction for long.
  private static final int MAX_TTL = (int) Duration.ofDays(1).toSeconds();
  private static final int MAX_NEGATIVE_TTL = (int) Duration.ofMinutes(5).toSeconds();

  private final ExtendedResolver resolver;
  private final List<Name> searchPath;
  private final Cache cache = new Cache(DClass.IN);
  private final HostsFileParser hosts = new HostsFileParser();
  private final Duration patience;

  Questions(Optional<InetSocketAddress> server, Duration timeout) {
    List<InetSocketAddress> servers =
        server.map(List::of).orElseGet(() -> ResolverConfig.getCurrentConfig().servers());
    List<Resolver> each = new ArrayList<>();
    for (InetSocketAddress address : servers) {
      Resolver simple = new SimpleResolver(address);
      simple.setTimeout(timeout);
      each.add(simple);
    }
    this.resolver = new ExtendedResolver(each);
    this.resolver.setRetries(TRIES);
    this.resolver.setTimeout(timeout.multipliedBy((long) TRIES * each.size()));
    this.patience = timeout.multipliedBy(TRIES * 2L * each.size());
    this.searchPath =
        server.isPresent() ? List.of() : ResolverConfig.getCurrentConfig().searchPath();
    cache.setMaxCache(MAX_TTL);
    cache.setMaxNCache(MAX_NEGATIVE_TTL);
  }

  /** Asks; the answer comes within a bounded time, and is never exceptional. */
  <T extends Record> CompletableFuture<Answer<T>> ask(Name name, int type, Class<T> kind) {
    // A session of its own bounds what one hostile zone can make us ask.
    LookupSession session =
        LookupSession.builder()
            .resolver(new BoundedResolver(resolver, MAX_REDIRECTS + 2 + searchPath.size()))
            .maxRedirects(MAX_REDIRECTS)
            .searchPath(searchPath)
            .cycleResults(true)
            .cache(cache)
            .hostsFileParser(hosts)
            .executor(Runnable::run)
            .build();
    CompletableFuture<LookupResult> lookup;
    try {
      lookup = session.lookupAsync(name, type).toCompletableFuture();
    } catch (RuntimeException e) {
      lookup = CompletableFuture.failedFuture(e);
    }
    return lookup
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(result -> answer(result, kind))
        .exceptionally(Questions::failure);
  }

  void close() {
    cache.clearCache();
    NioClient.close();
  }

  private static <T extends Record> Answer<T> answer(LookupResult result, Class<T> kind) {
    List<T> records =
        result.getRecords().stream().filter(kind::isInstance).map(kind::cast).toList();
    return records.isEmpty() ? new Answer.NoData<>() : new Answer.Records<>(records);
  }

  private static <T> Answer<T> failure(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof NoSuchDomainException) {
      return new Answer.NoName<>();
    } else if (cause instanceof NoSuchRRSetException) {
      return new Answer.NoData<>();
    } else if (cause instanceof ServerFailedException) {
      return new Answer.Failed<>("the server failed (SERVFAIL)");
    } else if (cause instanceof RedirectLoopException
        || cause instanceof RedirectOverflowException) {
      return new Answer.Failed<>("aliases without end");
    } else if (cause instanceof TimeoutException || isTimeout(cause)) {
      return new Answer.Failed<>("no answer in time");
    }
    return new Answer.Failed<>(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  private static boolean isTimeout(Throwable thrown) {
    String message = thrown.getMessage();
    return message != null && message.startsWith("Timed out");
  }
}
