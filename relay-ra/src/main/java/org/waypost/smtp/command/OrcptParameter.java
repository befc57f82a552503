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
package org.waypost.smtp.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.RcptParameter;
import org.waypost.smtp.session.RecipientDraft;
import org.waypost.smtp.session.SmtpSession;
import org.waypost.smtp.wire.Xtext;

/**
 * ORCPT (RFC 3461 4.2): the recipient that the message was first sent to, as type and address.
 *
 * <p>An address of type utf-8 (RFC 6533 3) is no xtext; it is kept in its ASCII form, in which a
 * character above U+007F is written {@code \x{hex}}.
 */
final class OrcptParameter implements RcptParameter {

  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
  private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{(?:[0-9A-F]{2,6})\\}");

  @Override
  public String keyword() {
    return "ORCPT";
  }

  @Override
  public Optional<Reply> apply(String value, RecipientDraft recipient, SmtpSession session) {
    int semicolon = value == null ? -1 : value.indexOf(';');
    if (semicolon < 0 || !TYPE.matcher(value.substring(0, semicolon)).matches()) {
      return Refusal.of("ORCPT is an address type, a semicolon and an address");
    }
    if (value.length() > Recipient.MAX_ORIGINAL) {
      return Refusal.of("ORCPT has at most " + Recipient.MAX_ORIGINAL + " characters");
    }
    String type = value.substring(0, semicolon);
    String address = value.substring(semicolon + 1);
    try {
      String decoded =
          type.toLowerCase(Locale.ROOT).equals("utf-8")
              ? toAscii(address)
              : Xtext.decodeText(address);
      recipient.originalRecipient(type + ";" + decoded);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Refusal.of("ORCPT: " + e.getMessage());
    }
  }

  /** RFC 6533 3: utf-8-addr-unitext to utf-8-addr-xtext. */
  private static String toAscii(String address) {
    String plain = EMBEDDED.matcher(address).replaceAll("");
    if (address.isEmpty()
        || plain.chars().anyMatch(c -> c <= ' ' || c == 0x7F || "+=\\".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("Not an address of type utf-8");
    }
    StringBuilder ascii = new StringBuilder(address.length());
    address
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                ascii.append((char) c);
              } else {
                ascii.append(String.format("\\x{%02X}", c));
              }
            });
    return ascii.toString();
  }
}
