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
package org.waypost.tlsreport;

import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.delivery.PolicyFailures;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.PolicyOrigin;
import org.waypost.smtpclient.PolicyOrigin.Kind;
import org.waypost.smtpclient.TlsFailure;
import org.waypost.smtpclient.TlsObserver;

/** Counts sessions in memory. Safe for use by any number of threads. */
public final class TlsCounts implements TlsObserver, PolicyFailures {

  /** Kinds of sessions between two writes; what is beyond is not counted. */
  private static final int MOST = 20_000;

  private static final int MAX_POLICY = 4000;

  private final Clock clock;
  // Guarded by itself.
  private final Map<TlsResult, Long> counts = new HashMap<>();

  /** Without a count. */
  public TlsCounts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void session(NextHop hop, InetAddress address, Optional<TlsFailure> failure) {
    PolicyOrigin origin = hop.origin();
    Optional<String> type = policyType(origin.kind());
    if (origin.domain().isEmpty() || type.isEmpty()) {
      return;
    }
    Optional<TlsFailure> counted =
        failure.filter(
            it -> origin.kind() != Kind.USUAL || it == TlsFailure.STARTTLS_NOT_SUPPORTED);
    boolean failed = counted.isPresent();
    count(
        origin.domain(),
        type.get(),
        failed ? hop.host() : "",
        failed ? address.getHostAddress() : "",
        counted,
        origin.policy());
  }

  @Override
  public void found(String domain, Kind kind, String host, TlsFailure failure, String reason) {
    policyType(kind).ifPresent(type -> count(domain, type, host, "", Optional.of(failure), ""));
  }

  private void count(
      String domain,
      String type,
      String mx,
      String address,
      Optional<TlsFailure> failure,
      String policy) {
    TlsResult result =
        new TlsResult(
            LocalDate.now(clock),
            domain,
            type,
            mx,
            address,
            failure.map(TlsFailure::word).orElse(""),
            policy.length() > MAX_POLICY ? policy.substring(0, MAX_POLICY) : policy);
    synchronized (counts) {
      if (counts.size() < MOST || counts.containsKey(result)) {
        counts.merge(result, 1L, Long::sum);
      }
    }
  }

  /** Where no policy is published, that is what there is to say; an administrator's is not told. */
  private static Optional<String> policyType(Kind kind) {
    return switch (kind) {
      case TLSA -> Optional.of("tlsa");
      case STS, STS_TESTING -> Optional.of("sts");
      case USUAL -> Optional.of("no-policy-found");
      case ROUTE, RULE -> Optional.empty();
    };
  }

  /** Takes the counts so far. */
  Map<TlsResult, Long> take() {
    synchronized (counts) {
      Map<TlsResult, Long> taken = Map.copyOf(counts);
      counts.clear();
      return taken;
    }
  }

  /** Puts counts back that could not be written. */
  void putBack(Map<TlsResult, Long> taken) {
    synchronized (counts) {
      taken.forEach((result, count) -> counts.merge(result, count, Long::sum));
    }
  }
}
