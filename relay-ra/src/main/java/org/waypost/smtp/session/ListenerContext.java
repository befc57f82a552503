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
package org.waypost.smtp.session;

import java.util.Optional;
import org.waypost.smtp.content.ContentStore;
import org.waypost.smtp.rate.RateLimits;
import org.waypost.smtp.tls.CertificateStore;

/** What all sessions of a listener share. Safe for any thread. */
public final class ListenerContext {

  private final ListenerSettings settings;
  private final Dialect dialect;
  private final SmtpApplication application;
  private final ContentStore store;
  private final ListenerTally tally;
  private final CertificateStore certificates;
  private final RateLimits rates;
  private volatile boolean closing;

  /** Begins with nothing counted; without TLS. */
  public ListenerContext(
      ListenerSettings settings, Dialect dialect, SmtpApplication application, ContentStore store) {
    this(settings, dialect, application, store, ListenerTally.begin(new OpenSessions()), null);
  }

  /**
   * Goes on with what was counted under a former definition.
   *
   * @param certificates for TLS, owned by the caller; null for no TLS
   */
  public ListenerContext(
      ListenerSettings settings,
      Dialect dialect,
      SmtpApplication application,
      ContentStore store,
      ListenerTally tally,
      CertificateStore certificates) {
    this.settings = settings;
    this.dialect = dialect;
    this.application = application;
    this.store = store;
    this.tally = tally;
    this.certificates = certificates;
    this.rates = tally.rates().limits(settings.limits().rates());
  }

  /** What the listener was told. */
  public ListenerSettings settings() {
    return settings;
  }

  /** What the listener speaks. */
  public Dialect dialect() {
    return dialect;
  }

  /** What the listener counts. */
  public ListenerCounters counters() {
    return tally.counters();
  }

  /** What stays when the definition changes. */
  public ListenerTally tally() {
    return tally;
  }

  /** From now on sessions end as soon as they have no transaction. */
  public void close() {
    closing = true;
  }

  /** The certificates, if there are any that can be used right now. */
  Optional<CertificateStore> certificates() {
    return Optional.ofNullable(certificates).filter(CertificateStore::isUsable);
  }

  boolean isClosing() {
    return closing;
  }

  RateLimits rates() {
    return rates;
  }

  SmtpApplication application() {
    return application;
  }

  ContentStore store() {
    return store;
  }
}
