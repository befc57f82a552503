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

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * A mailbox as it stands in an envelope (RFC 5321 4.1.2, RFC 6531 3.3), or the null sender {@code
 * <>}.
 *
 * <p>The local part is kept as it was written, quotes included, because only the final destination
 * may interpret it (RFC 5321 2.3.11). The domain is kept in lower case and in its A-label form, so
 * that two spellings of one domain are equal; an address literal keeps its brackets. Two addresses
 * are equal when their local parts are the same to the letter and their domains are the same.
 *
 * <p>Refused: source routes, a missing domain, empty labels, control characters, in the local part
 * characters whose low byte is CR or LF, such as U+760A (they become line ends when a careless
 * client narrows them to a byte), local parts over 64 octets, domains over 255 and paths over 254
 * (RFC 5321 4.5.3.1).
 */
public final class EmailAddress implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The null sender {@code <>} of notifications (RFC 5321 4.5.5). */
  public static final EmailAddress NULL_SENDER = new EmailAddress("", "");

  private static final int MAX_LOCAL_PART = 64;
  private static final int MAX_DOMAIN = 255;
  private static final int MAX_PATH = 254;

  private final String localPart;
  private final String domain;

  private EmailAddress(String localPart, String domain) {
    this.localPart = localPart;
    this.domain = domain;
  }

  /**
   * Reads an address without angle brackets; the empty string is the null sender.
   *
   * @throws IllegalArgumentException when it is no mailbox; the message says why
   */
  public static EmailAddress parse(String text) {
    Objects.requireNonNull(text, "An address is required");
    if (text.isEmpty()) {
      return NULL_SENDER;
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
      throw new IllegalArgumentException("Address longer than " + MAX_PATH + " octets");
    }
    refuseDangerousCharacters(text);
    if (text.charAt(0) == '@') {
      throw new IllegalArgumentException("Source routes are not accepted");
    }
    int at = endOfLocalPart(text);
    String local = text.substring(0, at);
    refuseNarrowingToLineEnds(local);
    if (local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_PART) {
      throw new IllegalArgumentException("Local part longer than " + MAX_LOCAL_PART + " octets");
    }
    return new EmailAddress(local, normalizeDomain(text.substring(at + 1)));
  }

  /** The part before the at sign, as written; empty for the null sender. */
  public String localPart() {
    return localPart;
  }

  /**
   * The domain in lower case and A-label form, or an address literal; empty for the null sender.
   */
  public String domain() {
    return domain;
  }

  /** Whether this is the null sender. */
  public boolean isNullSender() {
    return domain.isEmpty();
  }

  /** Whether the address can only be sent to a peer that offers SMTPUTF8 (RFC 6531). */
  public boolean needsSmtpUtf8() {
    return !isAscii(localPart);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmailAddress that
        && localPart.equals(that.localPart)
        && domain.equals(that.domain);
  }

  @Override
  public int hashCode() {
    return 31 * localPart.hashCode() + domain.hashCode();
  }

  /** The address without angle brackets; the empty string for the null sender. */
  @Override
  public String toString() {
    return isNullSender() ? "" : localPart + "@" + domain;
  }

  private static int endOfLocalPart(String text) {
    int at = text.charAt(0) == '"' ? endOfQuotedString(text) : endOfDotString(text);
    if (at >= text.length() || text.charAt(at) != '@') {
      throw new IllegalArgumentException("Address without a domain");
    }
    return at;
  }

  private static int endOfQuotedString(String text) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("Quoted local part without its closing quote");
  }

  private static int endOfDotString(String text) {
    int i = 0;
    boolean atomOpen = false;
    for (; i < text.length() && text.charAt(i) != '@'; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (!atomOpen) {
          throw new IllegalArgumentException("Empty part between dots in the local part");
        }
        atomOpen = false;
      } else if (isAtomText(c)) {
        atomOpen = true;
      } else {
        throw new IllegalArgumentException("Character not allowed in a local part: " + describe(c));
      }
    }
    if (!atomOpen) {
      throw new IllegalArgumentException("Local part is empty or ends with a dot");
    }
    return i;
  }

  private static boolean isAtomText(char c) {
    return c >= 0x80
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  /**
   * The domain in lower case and A-label form, as {@link #domain()} returns it.
   *
   * @throws IllegalArgumentException when it is neither a domain nor an address literal
   */
  public static String normalizeDomain(String written) {
    Objects.requireNonNull(written, "A domain is required");
    refuseDangerousCharacters(written);
    if (written.startsWith("[")) {
      return AddressLiteral.normalize(written);
    }
    String ascii = isAscii(written) ? written : InternationalDomain.toAscii(written);
    ascii = ascii.toLowerCase(Locale.ROOT);
    checkLabels(ascii);
    return ascii;
  }

  private static void checkLabels(String domain) {
    if (domain.isEmpty() || domain.length() > MAX_DOMAIN) {
      throw new IllegalArgumentException("Domain is empty or longer than " + MAX_DOMAIN);
    }
    for (String label : domain.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63) {
        throw new IllegalArgumentException("Domain with an empty or over-long label");
      }
      if (label.startsWith("-") || label.endsWith("-")) {
        throw new IllegalArgumentException("Domain label begins or ends with a hyphen");
      }
      for (int i = 0; i < label.length(); i++) {
        char c = label.charAt(i);
        // The underscore is no LDH character, but real mail domains carry it.
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
          throw new IllegalArgumentException("Character not allowed in a domain: " + describe(c));
        }
      }
    }
  }

  private static void refuseDangerousCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        throw new IllegalArgumentException("Character not allowed in an address: " + describe(c));
      }
      boolean paired =
          Character.isHighSurrogate(c)
              ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
              : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      if (Character.isSurrogate(c) && !paired) {
        throw new IllegalArgumentException("Unpaired surrogate in an address");
      }
    }
  }

  /** The domain needs no such check: it is kept in ASCII. */
  private static void refuseNarrowingToLineEnds(String localPart) {
    for (int i = 0; i < localPart.length(); i++) {
      int narrowed = localPart.charAt(i) & 0xFF;
      if (narrowed == '\r' || narrowed == '\n') {
        throw new IllegalArgumentException(
            "Character not allowed in a local part: " + describe(localPart.charAt(i)));
      }
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String describe(char c) {
    return String.format("U+%04X", (int) c);
  }
}
