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

import java.util.Locale;
import java.util.regex.Pattern;

/** Address literals of RFC 5321 4.1.3: {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]}. */
final class AddressLiteral {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6_GROUP = Pattern.compile("[0-9a-f]{1,4}");

  private AddressLiteral() {}

  static String normalize(String literal) {
    if (!literal.endsWith("]")) {
      throw new IllegalArgumentException("Address literal without its closing bracket");
    }
    String inside = literal.substring(1, literal.length() - 1);
    if (IPV4.matcher(inside).matches()) {
      return "[" + inside + "]";
    }
    String lower = inside.toLowerCase(Locale.ROOT);
    if (lower.startsWith("ipv6:") && isIpv6(lower.substring(5))) {
      return "[IPv6:" + lower.substring(5) + "]";
    }
    throw new IllegalArgumentException("Not an IPv4 or IPv6 address literal");
  }

  private static boolean isIpv6(String address) {
    int gap = address.indexOf("::");
    if (gap != address.lastIndexOf("::")) {
      return false;
    }
    if (gap < 0) {
      return groups(address, true) == 8;
    }
    int before = groups(address.substring(0, gap), false);
    int after = groups(address.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after <= 7;
  }

  /** The number of 16-bit groups, or -1 when one is malformed. */
  private static int groups(String part, boolean mayEndInIpv4) {
    if (part.isEmpty()) {
      return 0;
    }
    String[] groups = part.split(":", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      if (IPV6_GROUP.matcher(groups[i]).matches()) {
        count++;
      } else if (mayEndInIpv4 && i == groups.length - 1 && IPV4.matcher(groups[i]).matches()) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }
}
