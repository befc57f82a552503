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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.waypost.api.settings.DnsSettings;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.ResolverConfig;

/**
 * Asks DNS servers, and remembers their answers for as long as they say.
 *
 * <p>The hosts file of the machine goes before the DNS for addresses. A host name without a dot is
 * looked for in the system's search domains too; mail domains and exchangers never are.
 */
public final class DnsResolver
    implements MailExchangers, HostAddresses, TlsaLookup, TextRecords, AutoCloseable {

  private final Dnssec dnssec;
  private final Questions questions;

  /** Asks these servers, or the system's; 5 seconds a try, two tries. */
  public DnsResolver(DnsSettings settings) {
    this(settings, Duration.ofSeconds(5));
  }

  DnsResolver(DnsSettings settings, Duration timeout) {
    ResolverConfig system = ResolverConfig.getCurrentConfig();
    boolean own = !settings.servers().isEmpty();
    List<InetSocketAddress> servers =
        own
            ? settings.servers().stream()
                .map(each -> new InetSocketAddress(each.host(), each.port()))
                .toList()
            : system.servers();
    Duration patience = Upstreams.patience(servers.size(), timeout);
    this.dnssec = new Dnssec(settings, servers, timeout, patience);
    this.questions = new Questions(dnssec, own ? List.of() : system.searchPath(), patience);
  }

  @Override
  public MxLookup lookup(String domain) {
    return new Exchangers(questions).of(domain);
  }

  @Override
  public Optional<MxLookup> known(String domain) {
    return fromMemory(asker -> new Exchangers(asker).of(domain));
  }

  @Override
  public Optional<AddressLookup> knownAddresses(String host) {
    return fromMemory(asker -> new Addresses(asker).of(host).join());
  }

  /** A look-up that asks nobody; nothing when it would have to. */
  private <T> Optional<T> fromMemory(Function<Asker, T> lookup) {
    AtomicBoolean unknown = new AtomicBoolean();
    T found =
        lookup.apply(
            (name, type) -> {
              Optional<Answer> answer = questions.known(name, type);
              unknown.compareAndSet(false, answer.isEmpty());
              return CompletableFuture.completedFuture(
                  answer.orElseGet(() -> new Answer.Failed("not in memory")));
            });
    return unknown.get() ? Optional.empty() : Optional.of(found);
  }

  @Override
  public AddressLookup addresses(String host) {
    return new Addresses(questions).of(host).join();
  }

  @Override
  public TlsaAnswer tlsa(String host, int port) {
    return new TlsaQuestion(questions, port).ask(host);
  }

  @Override
  public TextLookup texts(String name) {
    return new TextQuestion(questions).ask(name);
  }

  /** Whether answers are proven; asks the servers, if that is not known yet. */
  public DnssecStatus dnssec() {
    return dnssec.status().join();
  }

  /** Finds out whether answers are proven, and logs it; waits for nobody. */
  public void checkDnssec() {
    provesAnswers();
  }

  /** Whether answers are known to be proven; false as long as that is being found out. */
  boolean provesAnswers() {
    DnssecStatus known = dnssec.status().getNow(null);
    return known != null && known.proves();
  }

  /** What it did so far. */
  public DnsStatistics statistics() {
    return questions.statistics();
  }

  /** Forgets the answers and stops dnsjava's thread, which runs again with the next question. */
  @Override
  public void close() {
    questions.close();
    NioClient.close();
  }
}
