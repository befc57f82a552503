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
package org.waypost.parking;

import java.util.Locale;
import org.waypost.api.mail.EmailAddress;

/**
 * Names those who share a turn when several wait for the same site: the account, or else the
 * sender. Senders that are made anew for each message (VERP) count as one.
 */
final class Party {

  private static final int LONGEST = 160;

  private Party() {}

  /** At most 160 characters; empty for the null sender. */
  static String of(String account, EmailAddress sender) {
    String name;
    if (account != null) {
      name = "=" + account;
    } else if (sender.isNullSender()) {
      name = "";
    } else {
      String address = sender.toString();
      int at = address.lastIndexOf('@');
      name = constant(address.substring(0, at)) + address.substring(at).toLowerCase(Locale.ROOT);
    }
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }

  /** What stays the same of a local part when there are extensions, recipients or numbers in it. */
  private static String constant(String local) {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < local.length(); i++) {
      char each = local.charAt(i);
      if (each == '+' || each == '=') {
        break;
      }
      boolean digit = Character.isDigit(each);
      if (!digit) {
        constant.append(each);
      } else if (constant.length() == 0 || constant.charAt(constant.length() - 1) != '#') {
        constant.append('#');
      }
    }
    return constant.toString();
  }
}
