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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.waypost.api.mail.EmailAddress;

/**
 * What happens to mail that cannot be delivered, and to what comes back.
 *
 * @param delayNotice {@code WAYPOST_DELAY_NOTICE}: after which a sender is told that its mail is
 *     delayed; zero tells those only who asked for it
 * @param postmaster {@code WAYPOST_POSTMASTER}: who gets notifications that nobody takes
 * @param domains {@code WAYPOST_BOUNCE_DOMAIN}: mail for these domains is read as bounces
 * @param reportAddresses {@code WAYPOST_REPORT_ADDRESSES}: mail for these is read as reports of
 *     abuse and bounces
 * @param languages {@code WAYPOST_DSN_LANGUAGES}: language of notifications by domain of the
 *     sender, {@code *} for all others
 * @param notificationRate {@code WAYPOST_DSN_RATE}: notifications to one sender, beyond which they
 *     are collected; nothing for no limit
 * @param suppressAfter {@code WAYPOST_SUPPRESS_AFTER}: failures by category of bounce that put an
 *     address on the suppression list
 */
public record BounceSettings(
    Duration delayNotice,
    EmailAddress postmaster,
    Set<String> domains,
    Set<EmailAddress> reportAddresses,
    Map<String, String> languages,
    Optional<Rate> notificationRate,
    Map<String, Threshold> suppressAfter) {

  private static final Set<String> CATEGORIES =
      Set.of(
          "hard",
          "inactive",
          "full",
          "soft",
          "block",
          "policy",
          "content",
          "size",
          "relay",
          "rate",
          "connection",
          "dns",
          "tls",
          "expired",
          "complaint",
          "unknown");

  private static final String SUPPRESS_AFTER =
      "hard=1/1d/365d,inactive=3/30d/90d,full=5/30d/30d,soft=10/30d/14d,complaint=1/1d/0";

  /**
   * So many in a time.
   *
   * @param most 1 or more
   */
  public record Rate(int most, Duration time) {}

  /**
   * When failures have a consequence.
   *
   * @param failures 1 or more
   * @param window in which they have to happen
   * @param expiry how long the consequence lasts; zero for always
   */
  public record Threshold(int failures, Duration window, Duration expiry) {}

  static BounceSettings read(SettingReader reader, String hostname) {
    return new BounceSettings(
        reader.read("WAYPOST_DELAY_NOTICE", Duration.ofHours(4), BounceSettings::orZero),
        reader.readOr(
            "WAYPOST_POSTMASTER",
            BounceSettings::address,
            () -> EmailAddress.parse("postmaster@" + hostname)),
        reader.read("WAYPOST_BOUNCE_DOMAIN", Set.of(), BounceSettings::domains),
        reader.read("WAYPOST_REPORT_ADDRESSES", Set.of(), BounceSettings::addresses),
        reader.read("WAYPOST_DSN_LANGUAGES", Map.of(), BounceSettings::languages),
        reader.read(
            "WAYPOST_DSN_RATE",
            Optional.of(new Rate(50, Duration.ofHours(1))),
            text -> text.equals("none") ? Optional.empty() : Optional.of(rate(text))),
        reader.readOr(
            "WAYPOST_SUPPRESS_AFTER",
            BounceSettings::thresholds,
            () -> thresholds(SUPPRESS_AFTER)));
  }

  private static Duration orZero(String text) {
    return text.equals("0") ? Duration.ZERO : DurationText.parse(text);
  }

  private static EmailAddress address(String text) {
    EmailAddress address = EmailAddress.parse(text);
    if (address.isNullSender()) {
      throw new IllegalArgumentException("an address is required");
    }
    return address;
  }

  private static Set<EmailAddress> addresses(String text) {
    return Set.copyOf(parts(text).map(BounceSettings::address).distinct().toList());
  }

  private static Set<String> domains(String text) {
    return Set.copyOf(parts(text).map(EmailAddress::normalizeDomain).distinct().toList());
  }

  private static Stream<String> parts(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
  }

  private static Map<String, String> languages(String text) {
    Map<String, String> languages = new LinkedHashMap<>();
    for (String part : parts(text).toList()) {
      int equals = part.indexOf('=');
      String language = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (!language.matches("[A-Za-z]{2,3}")) {
        throw new IllegalArgumentException(
            "not domain=language, such as example.de=de: '" + part + "'");
      }
      String domain = part.substring(0, equals).strip();
      languages.put(
          domain.equals("*") ? "*" : EmailAddress.normalizeDomain(domain),
          language.toLowerCase(Locale.ROOT));
    }
    return Map.copyOf(languages);
  }

  private static Rate rate(String text) {
    String[] parts = text.split("/");
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "not a number of notifications in a time, such as 50/1h: '" + text + "'");
    }
    Duration time = DurationText.parse(parts[1].strip());
    if (time.isZero()) {
      throw new IllegalArgumentException("a time is longer than nothing: '" + text + "'");
    }
    return new Rate(positive(parts[0].strip(), text), time);
  }

  private static Map<String, Threshold> thresholds(String text) {
    Map<String, Threshold> thresholds = new LinkedHashMap<>();
    if (text.equals("none")) {
      return Map.of();
    }
    for (String part : parts(text).toList()) {
      String[] sides = part.split("=", 2);
      String[] values = sides.length == 2 ? sides[1].split("/") : new String[0];
      if (values.length != 3) {
        throw new IllegalArgumentException(
            "not category=failures/window/expiry, such as full=5/30d/30d: '" + part + "'");
      }
      if (!CATEGORIES.contains(sides[0].strip())) {
        throw new IllegalArgumentException(
            "one of "
                + List.copyOf(CATEGORIES).stream().sorted().toList()
                + ", not '"
                + sides[0]
                + "'");
      }
      thresholds.put(
          sides[0].strip(),
          new Threshold(
              positive(values[0].strip(), part),
              DurationText.parse(values[1].strip()),
              orZero(values[2].strip())));
    }
    return Map.copyOf(thresholds);
  }

  private static int positive(String text, String whole) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("not a number, 1 or more: '" + whole + "'");
  }
}
