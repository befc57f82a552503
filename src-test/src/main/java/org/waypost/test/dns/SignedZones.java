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

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The zones of a {@link TestDns}: which are signed, with their keys, and what proves that something
 * is not there (RFC 4034, RFC 4035). Keys are made anew for every server.
 */
final class SignedZones {

  private static final Duration VALID = Duration.ofHours(1);

  private final long ttlSeconds;
  private final Map<Name, Zone> zones = new ConcurrentHashMap<>();

  /** A zone; one that is not signed has no key. */
  private record Zone(DNSKEYRecord key, KeyPair pair) {
    boolean isSigned() {
      return key != null;
    }
  }

  SignedZones(long ttlSeconds) {
    this.ttlSeconds = ttlSeconds;
  }

  /** Signs a zone and all above it, up to the root. */
  void sign(Name apex) {
    for (int labels = 0; labels < apex.labels(); labels++) {
      zones.computeIfAbsent(new Name(apex, labels), this::made);
    }
  }

  /** Cuts off a zone that is not signed, and whose parent has no DS record for it. */
  void leaveUnsigned(Name apex) {
    zones.put(apex, new Zone(null, null));
  }

  /** Whether there is any signed zone. */
  boolean isEmpty() {
    return zones.isEmpty();
  }

  /** The zone that a name is in; nothing when no zones were told. */
  Optional<Name> zoneOf(Name name) {
    for (int labels = 0; labels < name.labels(); labels++) {
      Name candidate = new Name(name, labels);
      if (zones.containsKey(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  boolean isSigned(Name apex) {
    Zone zone = zones.get(apex);
    return zone != null && zone.isSigned();
  }

  /** Whether a name is the apex of a zone. */
  boolean isCut(Name name) {
    return zones.containsKey(name);
  }

  /** The key of a zone as a DS record of its parent, which for the root is the trust anchor. */
  Optional<Record> ds(Name apex) {
    return isSigned(apex)
        ? Optional.of(
            new DSRecord(apex, DClass.IN, ttlSeconds, DNSSEC.Digest.SHA256, zones.get(apex).key()))
        : Optional.empty();
  }

  Optional<Record> dnskey(Name apex) {
    return isSigned(apex) ? Optional.of(zones.get(apex).key()) : Optional.empty();
  }

  /** The signature of records that have one name and type, by the zone. */
  RRSIGRecord signature(List<Record> records, Name apex, boolean expired) {
    Zone zone = zones.get(apex);
    Instant end = expired ? Instant.now().minus(VALID) : Instant.now().plus(VALID);
    RRset set = new RRset();
    records.forEach(set::addRR);
    try {
      return DNSSEC.sign(
          set, zone.key(), zone.pair().getPrivate(), end.minus(VALID.multipliedBy(3)), end);
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException("The test's zone cannot be signed", e);
    }
  }

  /** RFC 4034 4: the name has these types of records, and no others. */
  Record typesOf(Name name, List<Integer> types) {
    List<Integer> all = new ArrayList<>(types);
    all.add(Type.RRSIG);
    all.add(Type.NSEC);
    try {
      Name next = Name.concatenate(Name.fromConstantString("\\000"), name);
      return nsec(name, next, all);
    } catch (NameTooLongException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 4034 4: the zone has no name but its own. */
  Record noOtherNameIn(Name apex) {
    return nsec(apex, apex, List.of(Type.NS, Type.SOA, Type.DNSKEY, Type.RRSIG, Type.NSEC));
  }

  private Record nsec(Name name, Name next, List<Integer> types) {
    return new NSECRecord(
        name,
        DClass.IN,
        ttlSeconds,
        next,
        types.stream().distinct().mapToInt(Integer::intValue).toArray());
  }

  private Zone made(Name apex) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      int flags = DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY;
      return new Zone(
          new DNSKEYRecord(
              apex,
              DClass.IN,
              ttlSeconds,
              flags,
              DNSKEYRecord.Protocol.DNSSEC,
              DNSSEC.Algorithm.ECDSAP256SHA256,
              pair.getPublic()),
          pair);
    } catch (GeneralSecurityException | DNSSEC.DNSSECException e) {
      throw new IllegalStateException("The test's zone has no key", e);
    }
  }
}
