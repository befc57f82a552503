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
package org.waypost.submission;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import org.waypost.api.mail.EmailAddress;

/** Reads the addresses of a draft: {@code a@b} or {@code Name <a@b>}. */
final class Addresses {

  private Addresses() {}

  /** The header address, checked; the field names it in the error. */
  static InternetAddress header(String text, String field) throws InvalidSubmissionException {
    if (text == null || text.isBlank()) {
      throw new InvalidSubmissionException(field, "an address is required");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidSubmissionException(field, "control characters are not allowed");
    }
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, false);
      if (parsed.length != 1 || parsed[0].isGroup()) {
        throw new InvalidSubmissionException(field, "exactly one address is expected");
      }
      InternetAddress address = parsed[0];
      EmailAddress checked = envelope(address.getAddress(), field);
      InternetAddress clean = new InternetAddress();
      clean.setAddress(checked.toString());
      if (address.getPersonal() != null) {
        clean.setPersonal(address.getPersonal(), "UTF-8");
      }
      return clean;
    } catch (AddressException | java.io.UnsupportedEncodingException e) {
      throw new InvalidSubmissionException(field, "not an address: " + e.getMessage());
    }
  }

  static List<InternetAddress> headers(List<String> texts, String field)
      throws InvalidSubmissionException {
    List<InternetAddress> addresses = new ArrayList<>();
    if (texts != null) {
      for (int i = 0; i < texts.size(); i++) {
        addresses.add(header(texts.get(i), field + "[" + i + "]"));
      }
    }
    return addresses;
  }

  /** The address as it goes into the envelope. */
  static EmailAddress envelope(String text, String field) throws InvalidSubmissionException {
    try {
      EmailAddress address = EmailAddress.parse(text == null ? "" : text.strip());
      if (address.isNullSender()) {
        throw new InvalidSubmissionException(field, "an address is required");
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new InvalidSubmissionException(field, e.getMessage());
    }
  }
}
