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
package org.waypost.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for five minutes which names and passwords were right, because checking a password is
 * made to be slow, and applications send one with each connection or call.
 *
 * <p>What is kept is an HMAC under a key that lives as long as the process: neither passwords nor
 * anything that could be tried offline stays in memory, and how long a look-up takes says nothing
 * about a password. An entry holds for the account's stamp only, so it is worth nothing once the
 * account has changed, on whichever node. Failures are never remembered. At most 1,000 entries; the
 * oldest goes first.
 */
final class ProvenCredentials {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int CAPACITY = 1_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final LongSupplier nanoTime;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(long stamp, long since) {}

  ProvenCredentials(LongSupplier nanoTime) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
    this.nanoTime = nanoTime;
  }

  boolean contains(String name, String password, long stamp) {
    String digest = digest(name, password);
    synchronized (entries) {
      Entry entry = entries.get(digest);
      if (entry == null) {
        return false;
      }
      boolean fresh = nanoTime.getAsLong() - entry.since() <= LIFETIME.toNanos();
      if (!fresh || entry.stamp() != stamp) {
        entries.remove(digest);
        return false;
      }
      return true;
    }
  }

  void remember(String name, String password, long stamp) {
    String digest = digest(name, password);
    synchronized (entries) {
      // Put in anew, so that the order stays that of the age.
      entries.remove(digest);
      if (entries.size() >= CAPACITY) {
        Iterator<Entry> oldest = entries.values().iterator();
        oldest.next();
        oldest.remove();
      }
      entries.put(digest, new Entry(stamp, nanoTime.getAsLong()));
    }
  }

  private String digest(String name, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // A name holds no NUL, so the pair cannot be read in two ways.
      byte[] pair = (name + "\0" + password).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(pair));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
