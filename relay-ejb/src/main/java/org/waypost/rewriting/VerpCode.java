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
package org.waypost.rewriting;

import java.util.Locale;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;

/**
 * Senders of the form {@code bounce+ID-MARKSIGNATURE@domain}: 26 characters of the message's id, 7
 * that stand for the recipient, 10 that prove that it is ours. Letters may change their case on the
 * way.
 */
final class VerpCode {

  static final String PREFIX = "bounce+";

  private static final int ID = 26;
  private static final int MARK = 7;
  private static final int SIGNATURE = 10;
  private static final int LENGTH = PREFIX.length() + ID + 1 + MARK + SIGNATURE;

  private final Signatures signatures;

  VerpCode(Signatures signatures) {
    this.signatures = signatures;
  }

  EmailAddress encode(MessageId id, EmailAddress recipient, String domain) {
    String signed = id.value() + "-" + mark(recipient);
    return EmailAddress.parse(PREFIX + signed + signature(signed) + "@" + domain);
  }

  /** What the address says, if it is one of ours, whatever its domain. */
  Optional<Verp> decode(EmailAddress address) {
    String local = address.localPart().toLowerCase(Locale.ROOT);
    if (local.length() != LENGTH || !local.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String signed = local.substring(PREFIX.length(), LENGTH - SIGNATURE);
    if (!Signatures.same(signature(signed), local.substring(LENGTH - SIGNATURE))) {
      return Optional.empty();
    }
    // Signed, so it has the shape that it was given.
    return Optional.of(
        new Verp(new MessageId(signed.substring(0, ID)), signed.substring(ID + 1), this::mark));
  }

  private String mark(EmailAddress recipient) {
    return signatures.of("verp recipient", Verp.normal(recipient), MARK);
  }

  private String signature(String signed) {
    return signatures.of("verp", signed, SIGNATURE);
  }
}
