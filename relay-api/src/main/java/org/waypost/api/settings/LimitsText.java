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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.listener.LimitMembers;
import org.waypost.api.listener.ListenerLimits;

/**
 * Limits as a setting writes them: {@code time.greetingDelay=5s,session.errors=10}, and a rate as
 * {@code rates.address.messages=100/1h}.
 */
final class LimitsText implements LimitMembers.Source {

  private static final Pattern RATE = Pattern.compile("rates\\.(\\w+)\\.(\\w+)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,18})/(\\w+)");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<ListenerLimits.Rate> rates = new ArrayList<>();

  private LimitsText(String text) {
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not member=value: '" + part.strip() + "'");
      }
      String member = part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      if (member.startsWith("rates.")) {
        rates.add(rate(member, value));
      } else if (values.put(member, value) != null) {
        throw new IllegalArgumentException(member + ": given twice");
      }
    }
  }

  /**
   * Reads limits; what is not named is as usual.
   *
   * @throws IllegalArgumentException when one makes no sense; the message names it
   */
  static ListenerLimits parse(String text) {
    LimitsText source = new LimitsText(text);
    ListenerLimits limits = LimitMembers.read(source, ListenerLimits.DEFAULT, source.rates);
    if (!source.values.isEmpty()) {
      throw new IllegalArgumentException(
          source.values.keySet().iterator().next() + ": there is no such limit");
    }
    return limits;
  }

  @Override
  public long number(String member, long fallback) {
    String text = values.remove(member);
    return text == null ? fallback : number(member, text);
  }

  @Override
  public Duration duration(String member, Duration fallback) {
    String text = values.remove(member);
    return text == null ? fallback : duration(member, text);
  }

  private static ListenerLimits.Rate rate(String member, String value) {
    Matcher names = RATE.matcher(member);
    Matcher share = SHARE.matcher(value);
    if (!names.matches() || !share.matches()) {
      throw new IllegalArgumentException(
          member + ": not a rate such as rates.address.messages=100/1h: '" + value + "'");
    }
    return new ListenerLimits.Rate(
        constant(member, ListenerLimits.Rate.Subject.class, names.group(1)),
        constant(member, ListenerLimits.Rate.Unit.class, names.group(2)),
        number(member, share.group(1)),
        duration(member, share.group(2)));
  }

  private static <E extends Enum<E>> E constant(String member, Class<E> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(member + ": there is no such limit", e);
    }
  }

  private static long number(String member, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(member + ": not a number: '" + text + "'", e);
    }
  }

  private static Duration duration(String member, String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(member + ": " + e.getMessage(), e);
    }
  }
}
