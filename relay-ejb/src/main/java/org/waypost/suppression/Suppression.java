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
package org.waypost.suppression;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.classification.Category;
import org.waypost.json.InvalidMemberException;

/**
 * An address that is not sent to.
 *
 * @param address in lower case, or {@code @example.org} for all of a domain
 * @param scope domain of the senders it holds for; empty for all
 * @param category why
 * @param reason in words, such as the reply that said so; at most 500 characters
 * @param origin who put it on the list
 * @param messageId of the message that it was about; nothing without one
 * @param count how often it was put on the list
 * @param since when it was put there first
 * @param expiresAt until when; nothing for always
 */
public record Suppression(
    String address,
    String scope,
    Category category,
    String reason,
    Origin origin,
    Optional<String> messageId,
    int count,
    Instant since,
    Optional<Instant> expiresAt) {

  private static final int MOST_REASON = 500;

  /** Who put an address on the list. */
  public enum Origin {
    /** A next hop refused it, or a bounce came in. */
    BOUNCE,
    /** Its receiver complained. */
    COMPLAINT,
    /** An administrator. */
    MANUAL,
    /** An administrator, many at once. */
    IMPORT
  }

  /**
   * Checks the parts and writes them as they are kept.
   *
   * @throws InvalidMemberException when one makes no sense
   */
  public Suppression {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(expiresAt, "expiresAt");
    address = normal(address);
    scope = scope == null || scope.isEmpty() ? "" : domain("scope", scope);
    reason = plain(reason == null ? "" : reason);
  }

  /** The key of a recipient's own entry. */
  static String normal(EmailAddress recipient) {
    return recipient.toString().toLowerCase(Locale.ROOT);
  }

  /** The address, or {@code @domain}, as it is kept. */
  static String normal(String written) {
    if (written == null || written.isBlank()) {
      throw new InvalidMemberException("address", "has to be given");
    }
    String text = written.strip();
    if (text.startsWith("@")) {
      return "@" + domain("address", text.substring(1));
    }
    try {
      return normal(EmailAddress.parse(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidMemberException("address", e.getMessage());
    }
  }

  private static String domain(String member, String written) {
    try {
      return EmailAddress.normalizeDomain(written);
    } catch (IllegalArgumentException e) {
      throw new InvalidMemberException(member, e.getMessage());
    }
  }

  /** No control character, and no half of a surrogate pair at the end. */
  private static String plain(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", " ").strip();
    if (line.length() <= MOST_REASON) {
      return line;
    }
    boolean split = Character.isHighSurrogate(line.charAt(MOST_REASON - 1));
    return line.substring(0, split ? MOST_REASON - 1 : MOST_REASON);
  }

  /** Whether it holds at this time. */
  public boolean isInForce(Instant now) {
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }

  /** In a sentence, for the sender: {@code on the suppression list since 2026-11-23 (hard)}. */
  public String sentence() {
    return "is on the suppression list since "
        + since.toString().substring(0, 10)
        + " ("
        + category.word()
        + (reason.isEmpty() ? "" : ": " + shortened(reason))
        + ")";
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
