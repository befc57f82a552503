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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.net.Network;

/** Reads variables and turns their texts into values; an empty text counts as a missing one. */
final class SettingReader {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(|k|m|g)(?:ib?|b)?");

  private final Function<String, String> source;

  /** Reads from the given source, which returns null for a variable that is not set. */
  SettingReader(Function<String, String> source) {
    this.source = source;
  }

  /** A port, 1 to 65535. */
  int port(String variable, int fallback) {
    return number(variable, fallback, 1, 65535);
  }

  /** A number within a range. */
  int number(String variable, int fallback, int least, int most) {
    return read(
        variable,
        fallback,
        text -> {
          try {
            return (int) between(Long.parseLong(text), least, most, text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: '" + text + "'", e);
          }
        });
  }

  /** A value that may be missing. */
  <T> Optional<T> optional(String variable, Function<String, T> parser) {
    return read(variable, Optional.empty(), text -> Optional.of(parser.apply(text)));
  }

  /** A value, or what stands for a missing one. */
  <T> T read(String variable, T fallback, Function<String, T> parser) {
    return readOr(variable, parser, () -> fallback);
  }

  /** A value, or what is found out when it is missing. */
  <T> T readOr(String variable, Function<String, T> parser, Supplier<T> fallback) {
    String text = source.apply(variable);
    if (text == null || text.isBlank()) {
      return fallback.get();
    }
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(variable, e.getMessage());
    }
  }

  /** The value, if it is within the range. */
  static long between(long value, long least, long most, String text) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "not within " + least + " to " + most + ": '" + text + "'");
    }
    return value;
  }

  /** Networks in CIDR notation, separated by commas. */
  static List<Network> networks(String text) {
    List<Network> networks = new ArrayList<>();
    for (String part : text.split(",")) {
      networks.add(Network.parse(part));
    }
    return List.copyOf(networks);
  }

  /** A path, made absolute. */
  static Path path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: '" + text + "'", e);
    }
  }

  /** {@code 500k}, {@code 50m} and the like, in octets. */
  static long size(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size such as 500k or 50m: '" + text + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "k" -> amount << 10;
      case "m" -> amount << 20;
      case "g" -> amount << 30;
      default -> amount;
    };
  }

  /** A key of 32 octets in base 64; what is wrong is told without quoting it. */
  static String key(String text) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base 64", e);
    }
    if (key.length != 32) {
      throw new IllegalArgumentException("a key has 32 octets, not " + key.length);
    }
    return text;
  }
}
