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
package org.waypost.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.smtp.MailContent;
import org.waypost.bounce.Texts;
import org.waypost.intake.MessageFields;

/** Finds the language that a sender is told in. Immutable. */
final class Languages {

  private static final int MOST = 20;

  private final Map<String, String> byDomain;

  /**
   * Uses these where a message does not ask.
   *
   * @param byDomain of the sender; {@code *} for all others
   */
  Languages(Map<String, String> byDomain) {
    this.byDomain = Map.copyOf(byDomain);
  }

  /**
   * The first that there are words in: what the message asks to be answered in (RFC 3282), what is
   * set for the domain, what the message is written in, what is set for all.
   */
  String of(EmailAddress sender, MailContent content) {
    MessageFields fields = new MessageFields(content);
    return known(fields.values("Accept-Language"))
        .or(() -> known(listOf(byDomain.get(sender.domain()))))
        .or(() -> known(fields.values("Content-Language")))
        .or(() -> known(listOf(byDomain.get("*"))))
        .orElse(Texts.STANDARD);
  }

  private static List<String> listOf(String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static java.util.Optional<String> known(List<String> values) {
    return values.stream()
        .flatMap(value -> java.util.Arrays.stream(value.split(",", MOST)))
        .map(each -> each.strip().toLowerCase(Locale.ROOT).split("[-_;]", 2)[0])
        .filter(Texts.LANGUAGES::contains)
        .findFirst();
  }
}
