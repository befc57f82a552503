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

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/** Puts questions to the hosts file, to the memory, and to the DNS. */
final class Questions implements Asker {

  private static final int MOST_ANSWERS = 50_000;

  private final Dnssec dnssec;
  private final List<Name> searchPath;
  private final Duration patience;
  private final AnswerCache cache = new AnswerCache(MOST_ANSWERS, System::nanoTime);
  private final HostsFileParser hosts = new HostsFileParser();

  /**
   * Asks these resolvers.
   *
   * @param searchPath where names without a dot are looked for
   * @param patience for one look-up
   */
  Questions(Dnssec dnssec, List<Name> searchPath, Duration patience) {
    this.dnssec = dnssec;
    this.searchPath = searchPath;
    this.patience = patience;
  }

  @Override
  public CompletableFuture<Answer> ask(Name name, int type) {
    if (name.isAbsolute()) {
      return askAbsolute(name, type);
    }
    return askInTurn(candidates(name), 0, type);
  }

  /** The answer, if it is in memory. */
  Optional<Answer> known(Name name, int type) {
    Optional<Answer> last = Optional.empty();
    for (Name each : name.isAbsolute() ? List.of(name) : candidates(name)) {
      last = inHostsFile(each, type).or(() -> cache.known(new Question(each, type)));
      if (!(last.orElse(null) instanceof Answer.NoName)) {
        return last;
      }
    }
    return last;
  }

  private CompletableFuture<Answer> askInTurn(List<Name> names, int index, int type) {
    CompletableFuture<Answer> asked = askAbsolute(names.get(index), type);
    return index == names.size() - 1
        ? asked
        : asked.thenCompose(
            answer ->
                answer instanceof Answer.NoName
                    ? askInTurn(names, index + 1, type)
                    : CompletableFuture.completedFuture(answer));
  }

  private CompletableFuture<Answer> askAbsolute(Name name, int type) {
    Optional<Answer> own = inHostsFile(name, type);
    return own.isPresent()
        ? CompletableFuture.completedFuture(own.get())
        : cache.get(
            new Question(name, type),
            question ->
                dnssec
                    .lookup(question)
                    .thenCompose(lookup -> lookup.run(patience))
                    .exceptionally(thrown -> TimedAnswer.failed(Upstreams.reason(thrown))));
  }

  private List<Name> candidates(Name relative) {
    List<Name> names = new ArrayList<>();
    for (Name each : searchPath) {
      add(names, relative, each);
    }
    add(names, relative, Name.root);
    return names;
  }

  private static void add(List<Name> names, Name relative, Name domain) {
    try {
      names.add(Name.concatenate(relative, domain));
    } catch (NameTooLongException e) {
      // There is no such name to be asked for.
      return;
    }
  }

  private Optional<Answer> inHostsFile(Name name, int type) {
    if (type != Type.A && type != Type.AAAA) {
      return Optional.empty();
    }
    try {
      return hosts
          .getAddressForHost(name, type)
          .map(address -> new Answer.Records(List.of(record(name, address)), name, false));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Record record(Name name, InetAddress address) {
    return address instanceof Inet4Address
        ? new ARecord(name, DClass.IN, 0, address)
        : new AAAARecord(name, DClass.IN, 0, address);
  }

  DnsStatistics statistics() {
    return cache.statistics();
  }

  void close() {
    cache.clear();
  }
}
