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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.waypost.api.net.Network;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Looks up addresses of hosts. */
final class Addresses {

  private final Asker asker;

  Addresses(Asker asker) {
    this.asker = asker;
  }

  CompletableFuture<AddressLookup> of(String host) {
    Optional<InetAddress> numeric = literal(host);
    if (numeric.isPresent()) {
      return CompletableFuture.completedFuture(new AddressLookup.Found(List.of(numeric.get())));
    }
    Optional<Name> name = name(host);
    if (name.isEmpty()) {
      return CompletableFuture.completedFuture(
          new AddressLookup.NotFound(host + " is no host name"));
    }
    return asker
        .ask(name.get(), Type.AAAA)
        .thenCombine(asker.ask(name.get(), Type.A), (six, four) -> together(host, six, four));
  }

  private static AddressLookup together(String host, Answer six, Answer four) {
    List<InetAddress> v6 = new ArrayList<>();
    List<InetAddress> v4 = new ArrayList<>();
    boolean secure = true;
    if (six instanceof Answer.Records found) {
      found.of(AAAARecord.class).forEach(each -> v6.add(each.getAddress()));
      secure &= found.secure();
    }
    if (four instanceof Answer.Records found) {
      found.of(ARecord.class).forEach(each -> v4.add(each.getAddress()));
      secure &= found.secure();
    }
    if (!v6.isEmpty() || !v4.isEmpty()) {
      // Addresses of one host are equal: each gets its part of the connections.
      Collections.shuffle(v6);
      Collections.shuffle(v4);
      return new AddressLookup.Found(inTurn(v6, v4), secure);
    } else if (four instanceof Answer.Failed failed) {
      return unresolvable(host, failed.reason());
    } else if (six instanceof Answer.Failed failed) {
      return unresolvable(host, failed.reason());
    }
    return new AddressLookup.NotFound("Host " + host + " does not exist or has no address");
  }

  private static AddressLookup unresolvable(String host, String reason) {
    return new AddressLookup.Unresolvable("Look-up of host " + host + " failed: " + reason);
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

  /** A host name without a dot is no absolute one: it is looked for in the search domains too. */
  static Optional<Name> name(String host) {
    try {
      return Optional.of(
          host.indexOf('.') < 0 ? Name.fromString(host) : Name.fromString(host, Name.root));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  /** An address in numbers, with or without the brackets of RFC 5321 4.1.3. */
  static Optional<InetAddress> literal(String host) {
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

  /** The host as it is written in records and certificates. */
  static String hostName(Name name) {
    return name.canonicalize().toString(true);
  }
}
