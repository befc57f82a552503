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

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;

/**
 * The Sender Rewriting Scheme: {@code SRS0=hash=day=domain=local@us} for a sender, {@code
 * SRS1=hash=host=rest@us} for one that is such an address of another forwarder, so that bounces
 * take two steps at the most. Addresses are taken back for {@value #DAYS} days.
 */
final class Srs {

  static final int DAYS = 21;

  private static final int HASH = 7;
  private static final int MOST = 64;
  private static final String SEPARATORS = "=+-";

  private final Signatures signatures;
  private final InstantSource clock;

  Srs(Signatures signatures, InstantSource clock) {
    this.signatures = signatures;
    this.clock = clock;
  }

  /** The sender to send with; empty when the new one had more than 64 octets. */
  Optional<EmailAddress> forward(EmailAddress sender, String domain) {
    String local = unquoted(sender.localPart());
    String rewritten;
    if (isTagged(local, "SRS0")) {
      rewritten = tagged1(sender.domain(), local.substring(4));
    } else if (isTagged(local, "SRS1") && local.indexOf('=', 5) > 0) {
      // Only the forwarder in the middle changes; the first one stays.
      String behindHash = local.substring(local.indexOf('=', 5) + 1);
      int host = behindHash.indexOf('=');
      rewritten =
          host > 0
              ? tagged1(behindHash.substring(0, host), behindHash.substring(host + 1))
              : tagged0(sender.domain(), local);
    } else {
      rewritten = tagged0(sender.domain(), local);
    }
    return address(rewritten, sender.localPart(), domain);
  }

  /** Where mail to such an address goes; empty when it is none of ours, or too old. */
  Optional<EmailAddress> back(EmailAddress address) {
    String local = unquoted(address.localPart());
    if (isTagged(local, "SRS0")) {
      return back0(local.substring(5), address.localPart());
    }
    return isTagged(local, "SRS1")
        ? back1(local.substring(5), address.localPart())
        : Optional.empty();
  }

  private String tagged0(String domain, String local) {
    String day = day(today());
    return "SRS0=" + hash0(day, domain, local) + "=" + day + "=" + domain + "=" + local;
  }

  private String tagged1(String host, String rest) {
    return "SRS1=" + hash1(host, rest) + "=" + host + "=" + rest;
  }

  private Optional<EmailAddress> back0(String text, String written) {
    String[] parts = text.split("=", 4);
    if (parts.length < 4
        || !Signatures.same(
            hash0(parts[1].toLowerCase(Locale.ROOT), parts[2], parts[3]),
            parts[0].toLowerCase(Locale.ROOT))
        || !isRecent(parts[1])) {
      return Optional.empty();
    }
    return address(parts[3], written, parts[2]);
  }

  private Optional<EmailAddress> back1(String text, String written) {
    String[] parts = text.split("=", 3);
    if (parts.length < 3
        || !Signatures.same(hash1(parts[1], parts[2]), parts[0].toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return address("SRS0" + parts[2], written, parts[1]);
  }

  /** Hosts on the way may change the case of what they pass on. */
  private String hash0(String day, String domain, String local) {
    String text = day + "=" + domain + "=" + local;
    return signatures.of("srs0", text.toLowerCase(Locale.ROOT), HASH);
  }

  private String hash1(String host, String rest) {
    return signatures.of("srs1", (host + "=" + rest).toLowerCase(Locale.ROOT), HASH);
  }

  private long today() {
    return Duration.ofMillis(clock.millis()).toDays();
  }

  /** Days modulo 1024, in two characters. */
  private static String day(long day) {
    return ""
        + Signatures.ALPHABET.charAt((int) (day >> 5) & 31)
        + Signatures.ALPHABET.charAt((int) day & 31);
  }

  private boolean isRecent(String day) {
    for (long ago = 0; ago <= DAYS; ago++) {
      if (day(today() - ago).equalsIgnoreCase(day)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTagged(String local, String tag) {
    return local.length() > tag.length()
        && local.regionMatches(true, 0, tag, 0, tag.length())
        && SEPARATORS.indexOf(local.charAt(tag.length())) >= 0;
  }

  private static String unquoted(String local) {
    return isQuoted(local) ? local.substring(1, local.length() - 1) : local;
  }

  private static boolean isQuoted(String local) {
    return local.length() >= 2 && local.startsWith("\"");
  }

  private static Optional<EmailAddress> address(String local, String like, String domain) {
    String quoted = isQuoted(like) ? "\"" + local + "\"" : local;
    try {
      return quoted.length() > MOST
          ? Optional.empty()
          : Optional.of(EmailAddress.parse(quoted + "@" + domain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
