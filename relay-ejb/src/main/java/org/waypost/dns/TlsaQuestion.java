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

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks for TLSA records in the order of RFC 7672 2.2.2 and 2.2.3. */
final class TlsaQuestion {

  private final Asker asker;
  private final int port;

  TlsaQuestion(Asker asker, int port) {
    this.asker = asker;
    this.port = port;
  }

  /**
   * First the addresses: where they are not secure, TLSA records cannot be, and some name servers
   * do not answer when they are asked for what they do not know.
   */
  TlsaAnswer ask(String host) {
    Optional<Name> name = Addresses.name(host).filter(Name::isAbsolute);
    if (name.isEmpty() || Addresses.literal(host).isPresent()) {
      return new TlsaAnswer.None(host + " is no name in the DNS");
    }
    List<Answer> answers =
        List.of(asker.ask(name.get(), Type.AAAA).join(), asker.ask(name.get(), Type.A).join());
    List<Answer.Records> found =
        answers.stream()
            .filter(Answer.Records.class::isInstance)
            .map(Answer.Records.class::cast)
            .toList();
    for (Answer each : answers) {
      if (each instanceof Answer.Failed failed) {
        return new TlsaAnswer.Failed("Look-up of host " + host + " failed: " + failed.reason());
      }
    }
    if (found.isEmpty()) {
      return new TlsaAnswer.None("Host " + host + " has no address");
    }
    Name end = found.get(0).owner();
    if (end.equals(name.get())) {
      return found.stream().allMatch(Answer.Records::secure) ? at(end) : insecure(host);
    }
    return ofAlias(host, name.get(), end, found.stream().allMatch(Answer.Records::secure));
  }

  /** RFC 7672 2.2.3: what the alias leads to goes first, if it is secure all the way. */
  private TlsaAnswer ofAlias(String host, Name alias, Name end, boolean secure) {
    if (secure) {
      TlsaAnswer atEnd = at(end);
      return atEnd instanceof TlsaAnswer.None ? at(alias) : atEnd;
    }
    Answer own = asker.ask(alias, Type.CNAME).join();
    if (own instanceof Answer.Failed failed) {
      return new TlsaAnswer.Failed("Look-up of alias " + host + " failed: " + failed.reason());
    }
    return own.secure() ? at(alias) : insecure(host);
  }

  private TlsaAnswer at(Name base) {
    String host = Addresses.hostName(base);
    Name name;
    try {
      name = Name.concatenate(Name.fromString("_" + port + "._tcp"), base);
    } catch (NameTooLongException | TextParseException e) {
      return new TlsaAnswer.None("The name of " + host + " is too long for TLSA records");
    }
    Answer answer = asker.ask(name, Type.TLSA).join();
    if (answer instanceof Answer.Failed failed) {
      return new TlsaAnswer.Failed("TLSA look-up of " + host + " failed: " + failed.reason());
    }
    if (answer instanceof Answer.Records records && records.secure()) {
      return new TlsaAnswer.Found(
          host, records.of(TLSARecord.class).stream().map(TlsaQuestion::entry).toList());
    }
    return answer instanceof Answer.Records
        ? insecure(host)
        : new TlsaAnswer.None("Host " + host + " has no TLSA records for port " + port);
  }

  private static TlsaAnswer insecure(String host) {
    return new TlsaAnswer.None("DNSSEC does not vouch for host " + host);
  }

  private static TlsaAnswer.Entry entry(TLSARecord each) {
    return new TlsaAnswer.Entry(
        each.getCertificateUsage(),
        each.getSelector(),
        each.getMatchingType(),
        HexFormat.of().formatHex(each.getCertificateAssociationData()));
  }
}
