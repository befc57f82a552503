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
package org.waypost.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.MailOptions.ReturnContent;

/**
 * The options of a message as one line of text, as they are queued, stored and shown: {@code
 * RET=HDRS ENVID=42 REQUIRETLS BY=1795478400000;R MT-PRIORITY=3}. Times are milliseconds since
 * 1970-01-01T00:00Z.
 *
 * <p>SMTPUTF8 has its own place in the header of a mail, and of BODY only BINARYMIME is written:
 * whether a message is 8-bit is known from its octets.
 */
public final class OptionsText {

  private OptionsText() {}

  /** The line, or null when nothing was asked. */
  public static String of(MailOptions options) {
    if (options.equals(MailOptions.NONE)) {
      return null;
    }
    List<String> words = new ArrayList<>();
    if (options.body() == BodyType.BINARYMIME) {
      words.add("BODY=BINARYMIME");
    }
    if (options.ret() != null) {
      words.add("RET=" + options.ret());
    }
    if (options.envelopeId() != null) {
      words.add("ENVID=" + Xtext.of(options.envelopeId()));
    }
    if (options.requireTls()) {
      words.add("REQUIRETLS");
    }
    if (options.tlsOptional()) {
      words.add("TLSOPTIONAL");
    }
    if (options.deliverBy() != null) {
      DeliverBy by = options.deliverBy();
      words.add(
          "BY="
              + by.deadline().toEpochMilli()
              + (by.mode() == DeliverBy.Mode.RETURN ? ";R" : ";N")
              + (by.trace() ? "T" : ""));
    }
    if (options.holdUntil() != null) {
      words.add("HOLDUNTIL=" + options.holdUntil().toEpochMilli());
    }
    if (options.priority() != 0) {
      words.add("MT-PRIORITY=" + options.priority());
    }
    return words.isEmpty() ? null : String.join(" ", words);
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static MailOptions read(String text, boolean smtpUtf8) {
    MailOptions options = smtpUtf8 ? MailOptions.NONE.withSmtpUtf8() : MailOptions.NONE;
    if (text == null) {
      return options;
    }
    for (String word : text.split(" ")) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      options =
          switch (name) {
            case "BODY" -> options.withBody(BodyType.valueOf(value));
            case "RET" -> options.withRet(ReturnContent.valueOf(value));
            case "ENVID" -> options.withEnvelopeId(Xtext.decode(value));
            case "REQUIRETLS" -> options.withRequireTls();
            case "TLSOPTIONAL" -> options.withTlsOptional();
            case "BY" -> options.withDeliverBy(deliverBy(value));
            case "HOLDUNTIL" -> options.withHoldUntil(Instant.ofEpochMilli(Long.parseLong(value)));
            case "MT-PRIORITY" -> options.withPriority(Integer.parseInt(value));
            default -> throw new IllegalArgumentException("Not an option of a mail: " + name);
          };
    }
    return options;
  }

  private static DeliverBy deliverBy(String value) {
    int semicolon = value.indexOf(';');
    if (semicolon < 0) {
      throw new IllegalArgumentException("Not a time limit on delivery: " + value);
    }
    String mode = value.substring(semicolon + 1);
    return new DeliverBy(
        Instant.ofEpochMilli(Long.parseLong(value.substring(0, semicolon))),
        mode.startsWith("R") ? DeliverBy.Mode.RETURN : DeliverBy.Mode.NOTIFY,
        mode.endsWith("T"));
  }
}
