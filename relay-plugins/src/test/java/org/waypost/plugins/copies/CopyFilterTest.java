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
package org.waypost.plugins.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.Recipient;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.TextMail;

class CopyFilterTest {

  private static FilterResult apply(Map<String, ?> values, MailFacts mail) throws Exception {
    ContentFilter filter = Declared.start(ContentFilter.class, "copy", values);
    return filter.filter(mail, TextMail.of("Subject: x\n\n"));
  }

  private static final Map<String, ?> ALL = Map.of("copyTo", List.of("archive@example.com"));

  @Test
  void aCopyGoesToTheArchiveAndNobodyIsTold() throws Exception {
    FilterResult result = apply(ALL, Facts.of("s@example.com", "r@example.org"));
    List<Recipient> recipients = result.recipients().orElseThrow();
    assertThat(recipients)
        .extracting(each -> each.address().toString())
        .containsExactly("r@example.org", "archive@example.com");
    assertThat(recipients.get(1).notifyOn()).isEqualTo(Set.of(Recipient.Notify.NEVER));
  }

  @Test
  void whoGetsItAnywayGetsItOnce() throws Exception {
    assertThat(apply(ALL, Facts.of("s@example.com", "archive@example.com")))
        .isEqualTo(FilterResult.pass());
  }

  @Test
  void onlyCertainMailIsCopied() throws Exception {
    Map<String, ?> some =
        Map.of(
            "copyTo", List.of("archive@example.com"),
            "senders", List.of("@sales.example"),
            "recipients", List.of("law@example.org"));
    assertThat(apply(some, Facts.of("a@sales.example", "r@example.org")).recipients()).isPresent();
    assertThat(apply(some, Facts.of("a@example.com", "law@example.org")).recipients()).isPresent();
    assertThat(apply(some, Facts.of("a@example.com", "r@example.org")).recipients()).isEmpty();
    Map<String, ?> own = Map.of("copyTo", List.of("a@example.com"), "onlyAuthenticated", true);
    assertThat(apply(own, Facts.of("s@example.com", "r@example.org")).recipients()).isEmpty();
    assertThat(apply(own, Facts.by("u", "s@example.com", "r@example.org")).recipients())
        .isPresent();
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> apply(Map.of("copyTo", List.of("nobody")), Facts.of("s@example.com")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
