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
package org.waypost.plugins.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.TextMail;

class HeaderRulesFilterTest {

  private static final TextMail MAIL =
      TextMail.of("Received: a\n\tb\nSubject: EXT: a\n folded one\nX-Old: 1\n\nSubject: body\n");

  private static FilterResult apply(String... rules) throws Exception {
    ContentFilter filter =
        Declared.start(ContentFilter.class, "header-rules", Map.of("rules", List.of(rules)));
    return filter.filter(Facts.of("s@example.com", "r@example.org"), MAIL);
  }

  private static String rewritten(String... rules) throws Exception {
    return Facts.rewritten(apply(rules), MAIL);
  }

  @Test
  void fieldsAreAddedOnTop() throws Exception {
    assertThat(rewritten("add X-Relay: waypost")).isEqualTo("X-Relay: waypost\n" + MAIL.text());
  }

  @Test
  void fieldsAreRemovedByNameAndValue() throws Exception {
    assertThat(rewritten("remove x-old", "remove Received /ab$/"))
        .isEqualTo("Received: a\n\tb\nSubject: EXT: a\n folded one\n\nSubject: body\n");
    assertThat(apply("remove X-Old /2/")).isEqualTo(FilterResult.pass());
  }

  @Test
  void valuesAreRewritten() throws Exception {
    assertThat(rewritten("rewrite Subject /^ext: (\\w)/$1\\/$1/i"))
        .isEqualTo("Received: a\n\tb\nSubject: a/a folded one\nX-Old: 1\n\nSubject: body\n");
  }

  @Test
  void whatBecomesTooLongForALineIsFolded() throws Exception {
    TextMail mail = TextMail.of("To: a@example.org" + ",\n b@example.org".repeat(100) + "\n\n");
    ContentFilter filter =
        Declared.start(
            ContentFilter.class, "header-rules", Map.of("rules", List.of("rewrite To /^a@/c@/")));
    String text =
        Facts.rewritten(filter.filter(Facts.of("s@example.com", "r@example.org"), mail), mail);
    assertThat(text.lines()).allMatch(each -> each.length() < 998).hasSize(3);
    assertThat(text.replace("\n ", " "))
        .isEqualTo(mail.text().replace("\n ", " ").replace("a@", "c@"));
  }

  @Test
  void conditionsHoldOrNot() throws Exception {
    assertThat(apply("if Subject /folded/ tag one", "if not X-Old tag two", "if X-Old tag three"))
        .isEqualTo(FilterResult.pass().withTag("one").withTag("three"));
  }

  @Test
  void aDecisionEndsTheRules() throws Exception {
    FilterResult result = apply("if X-Old /1/ reject Not here", "tag never");
    assertThat(result.reply()).hasToString("550 5.7.1 Not here");
    assertThat(result.tags()).isEmpty();
    assertThat(apply("if Message-ID tag x", "hold odd").reason()).isEqualTo("odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "add nothing",
        "add A B: x",
        "remove",
        "remove X-A /(/",
        "remove X-A /open",
        "remove X-A /a/ more",
        "rewrite Subject /a/",
        "if Subject",
        "tag"
      })
  void whatIsNoRuleIsNamed(String text) {
    assertThatThrownBy(() -> apply(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Rule '" + text + "': ");
  }
}
