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
package org.waypost.api.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens after failures to sign in.
 *
 * @param pairFailures failures of one account from one address that lock this account for this
 *     address; 5 to 1000
 * @param addressFailures failures from one address, with whatever accounts, that lock the address;
 *     5 to 100000
 * @param accountFailures failures of one account, from whatever addresses, that lock the account
 *     for addresses it has not signed in from lately; 10 to 1000000
 * @param firstLock how long the first lock lasts; each further one lasts twice as long
 * @param longestLock how long a lock lasts at most, and how long a lock that has ended is
 *     remembered
 * @param scramIterations rounds of PBKDF2 of the SCRAM keys that are made from now on; 4096 (RFC
 *     7677 4) to 1000000
 */
public record SignInSettings(
    int pairFailures,
    int addressFailures,
    int accountFailures,
    Duration firstLock,
    Duration longestLock,
    int scramIterations) {

  /** Checks that nothing is missing. */
  public SignInSettings {
    Objects.requireNonNull(firstLock, "firstLock");
    Objects.requireNonNull(longestLock, "longestLock");
  }

  static SignInSettings read(SettingReader reader) {
    Duration first = lock(reader, "WAYPOST_SIGN_IN_LOCK", Duration.ofMinutes(5));
    String longestVariable = "WAYPOST_SIGN_IN_LONGEST_LOCK";
    Duration longest = lock(reader, longestVariable, Duration.ofDays(1));
    if (longest.compareTo(first) < 0) {
      throw new SettingsException(longestVariable, "shorter than WAYPOST_SIGN_IN_LOCK");
    }
    return new SignInSettings(
        reader.number("WAYPOST_SIGN_IN_PAIR_FAILURES", 10, 5, 1_000),
        reader.number("WAYPOST_SIGN_IN_ADDRESS_FAILURES", 50, 5, 100_000),
        reader.number("WAYPOST_SIGN_IN_ACCOUNT_FAILURES", 500, 10, 1_000_000),
        first,
        longest,
        reader.number("WAYPOST_SCRAM_ITERATIONS", 100_000, 4_096, 1_000_000));
  }

  private static Duration lock(SettingReader reader, String variable, Duration fallback) {
    return reader.read(
        variable,
        fallback,
        text -> {
          Duration duration = DurationText.parse(text);
          if (duration.compareTo(Duration.ofSeconds(1)) < 0
              || duration.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("not within 1s to 365d: '" + text + "'");
          }
          return duration;
        });
  }
}
