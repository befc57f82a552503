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
package org.waypost.test.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** The records and faults of a {@link TestDns}, by name. Safe for use by several threads. */
final class DnsRecords {

  private final ConcurrentMap<Name, List<Record>> records = new ConcurrentHashMap<>();
  private final Map<DnsFault, ConcurrentMap<Name, Boolean>> faults = new EnumMap<>(DnsFault.class);
  private final ConcurrentMap<Name, Duration> delays = new ConcurrentHashMap<>();
  private final long ttlSeconds;

  DnsRecords(long ttlSeconds) {
    this.ttlSeconds = ttlSeconds;
    for (DnsFault fault : DnsFault.values()) {
      faults.put(fault, new ConcurrentHashMap<>());
    }
  }

  void mx(String domain, int preference, String host) {
    Name name = name(domain);
    Name target = host.equals(".") ? Name.root : name(host);
    add(new MXRecord(name, DClass.IN, ttlSeconds, preference, target));
  }

  void address(String host, String address) {
    Name name = name(host);
    InetAddress parsed = parse(address);
    add(
        parsed.getAddress().length == 4
            ? new ARecord(name, DClass.IN, ttlSeconds, parsed)
            : new AAAARecord(name, DClass.IN, ttlSeconds, parsed));
  }

  void cname(String alias, String target) {
    add(new CNAMERecord(name(alias), DClass.IN, ttlSeconds, name(target)));
  }

  void txt(String owner, String text) {
    add(new TXTRecord(name(owner), DClass.IN, ttlSeconds, chunks(text)));
  }

  void fault(String owner, DnsFault fault) {
    faults.get(fault).put(name(owner), Boolean.TRUE);
  }

  void remove(String owner) {
    Name name = name(owner);
    records.remove(name);
    faults.values().forEach(names -> names.remove(name));
    delays.remove(name);
  }

  boolean has(Name name, DnsFault fault) {
    return faults.get(fault).containsKey(name);
  }

  /** The records of a name; null when the name does not exist. */
  List<Record> of(Name name) {
    return records.get(name);
  }

  /** Whether there is the name, or one below it (RFC 4592 2.2.2). */
  boolean exists(Name name) {
    return records.containsKey(name)
        || records.keySet().stream().anyMatch(each -> each.subdomain(name));
  }

  void tlsa(String host, int port, int usage, int selector, int matching, byte[] data) {
    add(
        new TLSARecord(
            name("_" + port + "._tcp." + host),
            DClass.IN,
            ttlSeconds,
            usage,
            selector,
            matching,
            data));
  }

  void delay(String owner, Duration pause) {
    delays.put(name(owner), pause);
  }

  Duration delay(Name name) {
    return delays.getOrDefault(name, Duration.ZERO);
  }

  private void add(Record record) {
    records.merge(
        record.getName(),
        List.of(record),
        (before, one) -> {
          List<Record> all = new ArrayList<>(before);
          all.addAll(one);
          return List.copyOf(all);
        });
  }

  /** An absolute name in lower case: DNS does not tell upper from lower case (RFC 4343). */
  static Name name(String text) {
    try {
      return Name.fromString(text, Name.root).canonicalize();
    } catch (TextParseException e) {
      throw new IllegalArgumentException("Not a domain name: " + text, e);
    }
  }

  private static InetAddress parse(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an address: " + address, e);
    }
  }

  /** A character-string of a TXT record holds 255 octets at most (RFC 1035 3.3). */
  private static List<String> chunks(String text) {
    List<String> out = new ArrayList<>();
    for (int from = 0; from < text.length(); from += 255) {
      out.add(text.substring(from, Math.min(text.length(), from + 255)));
    }
    return out.isEmpty() ? List.of("") : out;
  }
}
