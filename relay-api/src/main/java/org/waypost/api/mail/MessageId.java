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
package org.waypost.api.mail;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The id under which Waypost knows a message: the same in REST, in JMS ({@code waypost_id}), in the
 * log and in the {@code Received} header.
 *
 * <p>26 characters of Crockford's base 32 in lower case: 48 bits of time in milliseconds, then 80
 * random bits. So ids sort by the time of acceptance, and are an {@code Atom} of RFC 5321.
 *
 * @param value the 26 characters
 */
public record MessageId(String value) implements Serializable, Comparable<MessageId> {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final Pattern SHAPE = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException when it is not such an id
   */
  public MessageId {
    Objects.requireNonNull(value, "A message id is required");
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a Waypost message id");
    }
  }

  /** A new id, of this moment. */
  public static MessageId next() {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    char[] out = new char[26];
    long time = System.currentTimeMillis();
    for (int i = 9; i >= 0; i--) {
      out[i] = ALPHABET[(int) (time & 31)];
      time >>>= 5;
    }
    long bits = 0;
    int have = 0;
    int next = 0;
    for (int i = 10; i < 26; i++) {
      if (have < 5) {
        bits = (bits << 8) | (random[next++] & 0xFF);
        have += 8;
      }
      have -= 5;
      out[i] = ALPHABET[(int) (bits >>> have) & 31];
    }
    return new MessageId(new String(out));
  }

  /** The lowest value that an id of this moment or later can have. */
  public static String lowestOf(Instant moment) {
    char[] out = "00000000000000000000000000".toCharArray();
    long time = Math.max(0, Math.min(moment.toEpochMilli(), (1L << 48) - 1));
    for (int i = 9; i >= 0; i--) {
      out[i] = ALPHABET[(int) (time & 31)];
      time >>>= 5;
    }
    return new String(out);
  }

  /** When the id was made, to the millisecond. */
  public Instant time() {
    long millis = 0;
    for (int i = 0; i < 10; i++) {
      millis = (millis << 5) | new String(ALPHABET).indexOf(value.charAt(i));
    }
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public int compareTo(MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
