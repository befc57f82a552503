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
package org.waypost.returns;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises automatic answers (RFC 3834), such as those of people on vacation. */
final class AutoReply {

  private static final Pattern SUBJECT =
      Pattern.compile(
          "^\\s*(auto(matic|mated)?[- ]?(re(ply|sponse)|antwort|answer)|out of (the )?office|ooo\\b"
              + "|vacation|on holiday|away from|abwesenheit|automatische (antwort|r)"
              + "|ich bin (nicht|derzeit)|r[ée]ponse automatique|absence|absent du bureau"
              + "|respuesta autom|fuera de (la )?oficina|risposta automatica|fuori (sede|ufficio)"
              + "|automatisch antwoord|afwezig|autosvar|automatyczna odpowied|autoodpowied"
              + "|resposta autom|=\\?[^?]+\\?[QqBb]\\?.*(automatische|r=c3=a9ponse_auto))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private AutoReply() {}

  static boolean is(MimePart mail) {
    HeaderFields fields = mail.fields();
    String submitted = fields.first("auto-submitted").toLowerCase(Locale.ROOT);
    String precedence = fields.first("precedence").toLowerCase(Locale.ROOT);
    return (submitted.startsWith("auto-replied") && !looksLikeBounce(fields))
        || precedence.startsWith("auto_reply")
        || fields.has("x-autoreply")
        || fields.has("x-autorespond")
        || fields.has("x-autoresponder")
        || SUBJECT.matcher(fields.first("subject")).find();
  }

  /** Bounces are automatic answers too (RFC 3834 2), and systems say so. */
  private static boolean looksLikeBounce(HeaderFields fields) {
    return TextBounce.isSender(fields.first("from"))
        || fields.has("x-failed-recipients")
        || TextBounce.isSubject(fields.first("subject"));
  }
}
