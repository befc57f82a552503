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

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Finds the mail exchangers of a domain (RFC 5321 5.1). */
final class Exchangers {

  /** Exchangers of one domain that are looked at: no more are ever tried. */
  private static final int MOST = 30;

  private final Asker asker;
  private final Addresses addresses;

  Exchangers(Asker asker) {
    this.asker = asker;
    this.addresses = new Addresses(asker);
  }

  MxLookup of(String domain) {
    if (domain.startsWith("[")) {
      return Addresses.literal(domain)
          .<MxLookup>map(a -> new MxLookup.Hosts(List.of(new MxHost(a.getHostAddress(), 0))))
          .orElseGet(() -> new MxLookup.NoSuchDomain(domain + " is no address literal"));
    }
    Name name;
    try {
      name = Name.fromString(domain, Name.root);
    } catch (TextParseException e) {
      return new MxLookup.NoSuchDomain(domain + " is no domain name");
    }
    Answer answer = asker.ask(name, Type.MX).join();
    if (answer instanceof Answer.Records found) {
      return ofRecords(domain, found);
    } else if (answer instanceof Answer.NoData nothing) {
      return implicit(domain, nothing.secure());
    } else if (answer instanceof Answer.NoName) {
      return new MxLookup.NoSuchDomain("Domain " + domain + " does not exist");
    }
    return new MxLookup.Unresolvable(
        "MX look-up of " + domain + " failed: " + ((Answer.Failed) answer).reason());
  }

  /** RFC 5321 5.1: without an MX record, the domain is its own exchanger. */
  private MxLookup implicit(String domain, boolean secure) {
    AddressLookup own = addresses.of(domain).join();
    if (own instanceof AddressLookup.Found) {
      return new MxLookup.Hosts(List.of(new MxHost(domain, 0)), secure, "");
    } else if (own instanceof AddressLookup.Unresolvable failed) {
      return new MxLookup.Unresolvable(failed.detail());
    }
    return new MxLookup.NoSuchDomain("Domain " + domain + " has neither MX nor address");
  }

  private MxLookup ofRecords(String domain, Answer.Records found) {
    Map<String, Integer> preferences = new HashMap<>();
    for (MXRecord each : found.of(MXRecord.class)) {
      if (!each.getTarget().equals(Name.root)) {
        preferences.merge(Addresses.hostName(each.getTarget()), each.getPriority(), Math::min);
      }
    }
    if (preferences.isEmpty()) {
      return new MxLookup.NullMx();
    }
    List<MxHost> hosts = new ArrayList<>();
    preferences.forEach((host, preference) -> hosts.add(new MxHost(host, preference)));
    // RFC 5321 5.1: spread the load over exchangers of equal preference.
    Collections.shuffle(hosts);
    hosts.sort(Comparator.comparingInt(MxHost::preference));
    return fromFirstWithAddress(domain, hosts.subList(0, Math.min(hosts.size(), MOST)), found);
  }

  /** Leaves out the exchangers before the first one that has an address. */
  private MxLookup fromFirstWithAddress(String domain, List<MxHost> hosts, Answer.Records found) {
    // All at once, so that one that does not answer delays nobody twice.
    List<CompletableFuture<AddressLookup>> lookups =
        hosts.stream().map(host -> addresses.of(host.name())).toList();
    String failure = null;
    for (int i = 0; i < hosts.size(); i++) {
      AddressLookup lookup = lookups.get(i).join();
      if (lookup instanceof AddressLookup.Found) {
        String owner = Addresses.hostName(found.owner());
        return new MxLookup.Hosts(
            hosts.subList(i, hosts.size()),
            found.secure(),
            owner.equalsIgnoreCase(domain) ? "" : owner);
      } else if (lookup instanceof AddressLookup.Unresolvable failed && failure == null) {
        failure = failed.detail();
      }
    }
    return failure != null
        ? new MxLookup.Unresolvable(failure)
        : new MxLookup.NoSuchDomain("No mail exchanger of " + domain + " has an address");
  }
}
