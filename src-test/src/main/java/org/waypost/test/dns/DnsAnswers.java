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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers questions from records, as a recursive resolver would: CNAMEs are followed. */
final class DnsAnswers {

  private static final int MOST_CNAMES = 8;

  private final DnsRecords records;
  private final SignedZones zones;
  private final long ttlSeconds;

  DnsAnswers(DnsRecords records, SignedZones zones, long ttlSeconds) {
    this.records = records;
    this.zones = zones;
    this.ttlSeconds = ttlSeconds;
  }

  /** The answer, or null when the question is to stay unanswered. */
  Message answer(Message question, boolean overUdp) {
    Record asked = question.getQuestion();
    Name name = asked.getName().canonicalize();
    int id = question.getHeader().getID();
    Message answer = new Message(records.has(name, DnsFault.WRONG_ID) ? id ^ 1 : id);
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    if (question.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    answer.addRecord(asked, Section.QUESTION);
    if (records.has(name, DnsFault.SILENCE)) {
      return null;
    }
    if (records.has(name, DnsFault.SERVFAIL)) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (records.has(name, DnsFault.REFUSED)) {
      answer.getHeader().setRcode(Rcode.REFUSED);
    } else if (overUdp && records.has(name, DnsFault.TRUNCATE)) {
      answer.getHeader().setFlag(Flags.TC);
    } else {
      fill(question, answer, name, asked.getType());
    }
    return answer;
  }

  private void fill(Message question, Message answer, Name asked, int type) {
    boolean signs = wantsSignatures(question);
    boolean secure = !zones.isEmpty();
    Name name = asked;
    for (int hops = 0; ; hops++) {
      secure &= isSigned(name, type);
      List<Record> wanted = of(name, type);
      Optional<Record> alias = all(name).stream().filter(CNAMERecord.class::isInstance).findFirst();
      if (!wanted.isEmpty() || alias.isEmpty() || hops > MOST_CNAMES) {
        if (wanted.isEmpty()) {
          absent(answer, name, type, signs);
        } else {
          add(answer, wanted, Section.ANSWER, signs, zone(name, type));
        }
        break;
      }
      add(answer, List.of(alias.get()), Section.ANSWER, signs, zone(name, Type.CNAME));
      name = ((CNAMERecord) alias.get()).getTarget().canonicalize();
    }
    // As a resolver that has verified it (RFC 6840 5.8).
    boolean asksForTrust = signs || question.getHeader().getFlag(Flags.AD);
    if (secure && asksForTrust && !question.getHeader().getFlag(Flags.CD)) {
      answer.getHeader().setFlag(Flags.AD);
    }
  }

  private void absent(Message answer, Name name, int type, boolean signs) {
    boolean exists = records.exists(name) || zones.isCut(name);
    if (!exists) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    Optional<Name> zone = zone(name, type);
    add(answer, List.of(soa(name, type)), Section.AUTHORITY, signs, zone);
    if (signs && isSigned(name, type)) {
      Record proof =
          exists
              ? zones.typesOf(name, typesOf(name, type))
              : zones.noOtherNameIn(zone.orElseThrow());
      add(answer, List.of(proof), Section.AUTHORITY, true, zone);
    }
  }

  /** Adds records of one name and type, with the signature of their zone. */
  private void add(
      Message answer, List<Record> set, int section, boolean signs, Optional<Name> zone) {
    set.forEach(each -> answer.addRecord(each, section));
    Name name = set.get(0).getName();
    if (signs
        && zone.filter(zones::isSigned).isPresent()
        && !records.has(name, DnsFault.NO_SIGNATURE)) {
      boolean forged = records.has(name, DnsFault.FORGED_SIGNATURE);
      RRSIGRecord signature =
          zones.signature(set, zone.get(), records.has(name, DnsFault.EXPIRED_SIGNATURE));
      answer.addRecord(forged ? forged(signature) : signature, section);
    }
  }

  private static Record forged(RRSIGRecord signature) {
    byte[] octets = signature.getSignature().clone();
    octets[octets.length / 2] ^= 1;
    return new RRSIGRecord(
        signature.getName(),
        signature.getDClass(),
        signature.getTTL(),
        signature.getTypeCovered(),
        signature.getAlgorithm(),
        signature.getOrigTTL(),
        signature.getExpire(),
        signature.getTimeSigned(),
        signature.getFootprint(),
        signature.getSigner(),
        octets);
  }

  private static boolean wantsSignatures(Message question) {
    OPTRecord edns = question.getOPT();
    return edns != null && (edns.getFlags() & ExtendedFlags.DO) != 0;
  }

  private List<Record> of(Name name, int type) {
    if (type == Type.DNSKEY && zones.dnskey(name).isPresent()) {
      return List.of(zones.dnskey(name).get());
    }
    if (type == Type.DS && zones.ds(name).isPresent() && !name.equals(Name.root)) {
      return List.of(zones.ds(name).get());
    }
    return all(name).stream().filter(each -> each.getType() == type || type == Type.ANY).toList();
  }

  private List<Record> all(Name name) {
    List<Record> own = records.of(name);
    return own == null ? List.of() : own;
  }

  private List<Integer> typesOf(Name name, int asked) {
    List<Integer> types = new ArrayList<>();
    if (asked == Type.DS && zones.isCut(name)) {
      // The parent knows of a delegation only.
      types.add(Type.NS);
      return types;
    }
    all(name).forEach(each -> types.add(each.getType()));
    if (zones.isCut(name)) {
      types.addAll(List.of(Type.NS, Type.SOA, Type.DNSKEY));
    }
    return types;
  }

  private boolean isSigned(Name name, int type) {
    return zone(name, type).filter(zones::isSigned).isPresent();
  }

  /** The zone that answers: of DS records it is the parent (RFC 4035 2.4). */
  private Optional<Name> zone(Name name, int type) {
    return type == Type.DS && name.labels() > 1
        ? zones.zoneOf(new Name(name, 1))
        : zones.zoneOf(name);
  }

  /** How long a name's absence may be remembered stands in a SOA record (RFC 2308 3). */
  private SOARecord soa(Name name, int type) {
    Name last = name.labels() > 1 ? new Name(name, name.labels() - 2) : Name.root;
    Name zone = zone(name, type).orElse(last);
    Name server = DnsRecords.name("ns.test");
    return new SOARecord(zone, DClass.IN, ttlSeconds, server, server, 1, 60, 60, 60, ttlSeconds);
  }
}
