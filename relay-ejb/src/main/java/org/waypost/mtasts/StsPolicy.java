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
package org.waypost.mtasts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A policy (RFC 8461 3.2).
 *
 * @param mode how it is to be taken
 * @param mx names of exchangers, or {@code *.} and a domain; in lower case; 1 or more but for mode
 *     none
 * @param maxAge how long it holds, at most a year
 */
public record StsPolicy(Mode mode, List<String> mx, Duration maxAge) {

  private static final long MAX_AGE = 31_557_600;
  private static final int MOST_HOSTS = 1000;

  /** How a policy is to be taken. */
  public enum Mode {
    /** Mail goes to hosts that keep to it only. */
    ENFORCE,
    /** Mail goes to any, and failures are reported. */
    TESTING,
    /** There is none (any more). */
    NONE
  }

  /** Copies the names. */
  public StsPolicy {
    mx = List.copyOf(mx);
  }

  /**
   * Reads a policy file.
   *
   * @throws IllegalArgumentException when it is malformed; the message says how
   */
  public static StsPolicy parse(String text) {
    Map<String, String> first = new HashMap<>();
    List<String> mx = new ArrayList<>();
    for (String line : text.split("\r?\n")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        if (!line.isBlank()) {
          throw new IllegalArgumentException("a line without a colon");
        }
        continue;
      }
      String key = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      if (key.equals("mx")) {
        mx.add(host(value));
      } else {
        // RFC 8461 3.2: of a key that comes twice, the first counts.
        first.putIfAbsent(key, value);
      }
    }
    if (!"STSv1".equals(first.get("version"))) {
      throw new IllegalArgumentException("its version is not STSv1");
    }
    Mode mode =
        switch (first.getOrDefault("mode", "")) {
          case "enforce" -> Mode.ENFORCE;
          case "testing" -> Mode.TESTING;
          case "none" -> Mode.NONE;
          default -> throw new IllegalArgumentException("its mode is none of those known");
        };
    if (mode != Mode.NONE && (mx.isEmpty() || mx.size() > MOST_HOSTS)) {
      throw new IllegalArgumentException(
          "it names 1 to " + MOST_HOSTS + " hosts, not " + mx.size());
    }
    return new StsPolicy(mode, mx, maxAge(first.getOrDefault("max_age", "")));
  }

  private static Duration maxAge(String text) {
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > MAX_AGE) {
      throw new IllegalArgumentException("its max_age is not 0 to " + MAX_AGE);
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static String host(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (!name.matches("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*") || name.length() > 255) {
      throw new IllegalArgumentException("it names a host that is none");
    }
    return name;
  }

  /** Whether an exchanger is one of the policy's; an asterisk is one label (RFC 8461 4.1). */
  public boolean allows(String exchanger) {
    String name = exchanger.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return mx.contains(name) || (dot > 0 && mx.contains("*" + name.substring(dot)));
  }
}
