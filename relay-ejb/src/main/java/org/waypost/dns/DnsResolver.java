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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.waypost.api.net.HostPort;
import org.waypost.api.net.Network;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks a DNS server, and remembers its answers for as long as they say.
 *
 * <p>The hosts file of the machine goes before the DNS for addresses. A host name without a dot is
 * looked for in the system's search domains too; mail domains and exchangers never are.
 */
public final class DnsResolver implements MailExchangers, HostAddresses, AutoCloseable {

  private final Questions questions;

  /** Asks this server, or the system's; 5 seconds a try, two tries. */
  public DnsResolver(Optional<HostPort> server) {
    this(server, Duration.ofSeconds(5));
  }

  DnsResolver(Optional<HostPort> server, Duration timeout) {
    this.questions =
        new Questions(server.map(s -> new InetSocketAddress(s.host(), s.port())), timeout);
  }

  @Override
  public MxLookup lookup(String domain) {
    if (domain.startsWith("[")) {
      return literal(domain)
          .<MxLookup>map(a -> new MxLookup.Hosts(List.of(new MxHost(a.getHostAddress(), 0))))
          .orElseGet(() -> new MxLookup.NoSuchDomain(domain + " is no address literal"));
    }
    Name name;
    try {
      name = Name.fromString(domain, Name.root);
    } catch (TextParseException e) {
      return new MxLookup.NoSuchDomain(domain + " is no domain name");
    }
    Answer<MXRecord> answer = questions.ask(name, Type.MX, MXRecord.class).join();
    if (answer instanceof Answer.Records<MXRecord> found) {
      return exchangers(domain, found.records());
    } else if (answer instanceof Answer.NoData) {
      return implicit(domain);
    } else if (answer instanceof Answer.NoName) {
      return new MxLookup.NoSuchDomain("Domain " + domain + " does not exist");
    }
    return new MxLookup.Unresolvable(
        "MX look-up of " + domain + " failed: " + ((Answer.Failed<MXRecord>) answer).reason());
  }

  /** RFC 5321 5.1: without an MX record, the domain is its own exchanger. */
  private MxLookup implicit(String domain) {
    AddressLookup own = addresses(domain);
    if (own instanceof AddressLookup.Found) {
      return new MxLookup.Hosts(List.of(new MxHost(domain, 0)));
    } else if (own instanceof AddressLookup.Unresolvable failed) {
      return new MxLookup.Unresolvable(failed.detail());
    }
    return new MxLookup.NoSuchDomain("Domain " + domain + " has neither MX nor address");
  }

  private MxLookup exchangers(String domain, List<MXRecord> records) {
    List<MxHost> hosts = new ArrayList<>();
    for (MXRecord each : records) {
      if (!each.getTarget().equals(Name.root)) {
        hosts.add(new MxHost(hostName(each.getTarget()), each.getPriority()));
      }
    }
    if (hosts.isEmpty()) {
      return new MxLookup.NullMx();
    }
    // RFC 5321 5.1: spread the load over exchangers of equal preference.
    Collections.shuffle(hosts);
    hosts.sort(Comparator.comparingInt(MxHost::preference));
    return fromFirstWithAddress(domain, hosts);
  }

  /** Leaves out the exchangers before the first one that has an address. */
  private MxLookup fromFirstWithAddress(String domain, List<MxHost> hosts) {
    String failure = null;
    for (int i = 0; i < hosts.size(); i++) {
      AddressLookup lookup = addresses(hosts.get(i).name());
      if (lookup instanceof AddressLookup.Found) {
        return new MxLookup.Hosts(hosts.subList(i, hosts.size()));
      } else if (lookup instanceof AddressLookup.Unresolvable failed && failure == null) {
        failure = failed.detail();
      }
    }
    return failure != null
        ? new MxLookup.Unresolvable(failure)
        : new MxLookup.NoSuchDomain("No mail exchanger of " + domain + " has an address");
  }

  @Override
  public AddressLookup addresses(String host) {
    Optional<InetAddress> numeric = literal(host);
    if (numeric.isPresent()) {
      return new AddressLookup.Found(List.of(numeric.get()));
    }
    Name name;
    try {
      name = host.indexOf('.') < 0 ? Name.fromString(host) : Name.fromString(host, Name.root);
    } catch (TextParseException e) {
      return new AddressLookup.NotFound(host + " is no host name");
    }
    var six = questions.ask(name, Type.AAAA, AAAARecord.class);
    var four = questions.ask(name, Type.A, ARecord.class);
    List<InetAddress> v6 = records(six.join()).stream().map(AAAARecord::getAddress).toList();
    List<InetAddress> v4 = records(four.join()).stream().map(ARecord::getAddress).toList();
    if (!v6.isEmpty() || !v4.isEmpty()) {
      return new AddressLookup.Found(inTurn(v6, v4));
    } else if (four.join() instanceof Answer.Failed<ARecord> failed) {
      return unresolvable(host, failed.reason());
    } else if (six.join() instanceof Answer.Failed<AAAARecord> failed) {
      return unresolvable(host, failed.reason());
    }
    return new AddressLookup.NotFound("Host " + host + " does not exist or has no address");
  }

  private static AddressLookup unresolvable(String host, String reason) {
    return new AddressLookup.Unresolvable("Look-up of host " + host + " failed: " + reason);
  }

  private static <T> List<T> records(Answer<T> answer) {
    return answer instanceof Answer.Records<T> found ? found.records() : List.of();
  }

  private static List<InetAddress> inTurn(List<InetAddress> first, List<InetAddress> second) {
    List<InetAddress> all = new ArrayList<>(first.size() + second.size());
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      if (i < first.size()) {
        all.add(first.get(i));
      }
      if (i < second.size()) {
        all.add(second.get(i));
      }
    }
    return all;
  }

  /** An address in numbers, with or without the brackets of RFC 5321 4.1.3. */
  private static Optional<InetAddress> literal(String host) {
    String text = host;
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
      text = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
    }
    try {
      return Optional.of(Network.numericAddress(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String hostName(Name name) {
    return name.canonicalize().toString(true);
  }

  /** Forgets the answers and stops dnsjava's thread, which runs again with the next question. */
  @Override
  public void close() {
    questions.close();
  }
}
