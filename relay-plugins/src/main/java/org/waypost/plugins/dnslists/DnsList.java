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
package org.waypost.plugins.dnslists;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.plugins.outcome.Score;

/**
 * A list in the DNS.
 *
 * @param zone its name
 * @param low the lowest last octets that count, of an answer 127.x.y.z
 * @param high the highest ones
 * @param weight what a client on it gets; negative for a list of good ones
 */
record DnsList(String zone, int low, int high, double weight) {

  private static final Pattern FORM =
      Pattern.compile(
          "([a-z0-9_-]+(?:\\.[a-z0-9_-]+)+)\\.?"
              + "(?:=127\\.(\\d+)\\.(\\d+)\\.(\\d+)(?:-127\\.(\\d+)\\.(\\d+)\\.(\\d+))?)?"
              + "(?:\\s+(\\S+))?");

  /**
   * Reads {@code zone[=127.0.0.2[-127.0.0.11]] [weight]}; the weight is 1 unless it is given.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  static DnsList parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || matcher.group(1).length() > 180) {
      throw new IllegalArgumentException(
          "'" + text + "' is no list such as 'zen.example.org=127.0.0.2-127.0.0.11 5'");
    }
    boolean any = matcher.group(2) == null;
    int low = any ? 0 : number(matcher, 2);
    int high = any ? 0xFFFFFF : matcher.group(5) == null ? low : number(matcher, 5);
    double weight = matcher.group(8) == null ? 1 : Score.parse("lists", matcher.group(8));
    return new DnsList(matcher.group(1), low, high, weight);
  }

  private static int number(Matcher matcher, int group) {
    int number = 0;
    for (int i = group; i < group + 3; i++) {
      int octet = matcher.group(i).length() > 3 ? 256 : Integer.parseInt(matcher.group(i));
      if (octet > 255) {
        throw new IllegalArgumentException("'" + matcher.group() + "' holds no address");
      }
      number = number << 8 | octet;
    }
    return number;
  }

  /** The name to ask for (RFC 5782 2.1, 2.4). */
  String nameOf(InetAddress client) {
    byte[] octets = client.getAddress();
    StringBuilder name = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      int octet = octets[i] & 0xff;
      if (client instanceof Inet4Address) {
        name.append(octet).append('.');
      } else {
        name.append(Integer.toHexString(octet & 0xf)).append('.');
        name.append(Integer.toHexString(octet >> 4)).append('.');
      }
    }
    return name.append(zone).toString();
  }

  /** Whether one of these answers says that the client is on the list (RFC 5782 2.1). */
  boolean lists(List<InetAddress> answers) {
    for (InetAddress each : answers) {
      byte[] octets = each.getAddress();
      if (octets.length == 4 && octets[0] == 127) {
        int value = (octets[1] & 0xff) << 16 | (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
        if (value >= low && value <= high) {
          return true;
        }
      }
    }
    return false;
  }
}
