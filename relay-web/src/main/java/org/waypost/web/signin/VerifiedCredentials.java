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
package org.waypost.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for five minutes which Basic credentials were right, because checking a password is
 * made to be slow and a REST client sends it with each call.
 *
 * <p>Keys are an HMAC under a key that lives as long as the process: neither passwords nor anything
 * that could be tried offline stays in memory. Failures are never remembered. At most 1,000
 * entries; the oldest goes first. A changed password stays valid here for up to those five minutes.
 */
@ApplicationScoped
class VerifiedCredentials {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int CAPACITY = 1_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final LongSupplier nanoTime;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(SignedIn who, long since) {}

  VerifiedCredentials() {
    this(System::nanoTime);
  }

  VerifiedCredentials(LongSupplier nanoTime) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
    this.nanoTime = nanoTime;
  }

  Optional<SignedIn> find(BasicCredentials credentials) {
    String digest = digest(credentials);
    synchronized (entries) {
      dropOld();
      return Optional.ofNullable(entries.get(digest)).map(Entry::who);
    }
  }

  void remember(BasicCredentials credentials, SignedIn who) {
    String digest = digest(credentials);
    synchronized (entries) {
      dropOld();
      if (entries.size() >= CAPACITY) {
        Iterator<Entry> oldest = entries.values().iterator();
        oldest.next();
        oldest.remove();
      }
      entries.put(digest, new Entry(who, nanoTime.getAsLong()));
    }
  }

  private void dropOld() {
    long now = nanoTime.getAsLong();
    entries.values().removeIf(entry -> now - entry.since() > LIFETIME.toNanos());
  }

  private String digest(BasicCredentials credentials) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // A name holds no colon (RFC 7617 2), so the pair cannot be read in two ways.
      byte[] pair =
          (credentials.name() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(pair));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
