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
package org.waypost.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInValuesTest {

  private static final SignedIn ADMIN = new SignedIn("admin", Set.of("administrator"), 1);

  @Test
  void readsBasicCredentials() {
    assertThat(BasicCredentials.parse("basic " + base64("jürgen:pa:ss")))
        .contains(new BasicCredentials("jürgen", "pa:ss"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic", "Basic !!!", "Bearer abc", "Basic OnB3", "Basic bm9jb2xvbg=="})
  void takesMalformedCredentialsAsNone(String header) {
    assertThat(BasicCredentials.parse(header)).isEmpty();
  }

  @Test
  void keepsThePasswordOutOfText() {
    assertThat(new BasicCredentials("a", "secret").toString()).doesNotContain("secret");
  }

  @Test
  void endsASessionWhenNobodyIsThere() {
    Instant start = Instant.parse("2026-11-23T10:00:00Z");
    ConsoleSession session = new ConsoleSession(ADMIN, start);
    assertThat(session.isOver(start.plus(Duration.ofMinutes(30)))).isFalse();
    assertThat(session.isOver(start.plus(Duration.ofMinutes(31)))).isTrue();
  }

  @Test
  void keepsItsCookieToItsOwnSite() {
    assertThat(ConsoleSession.strict("waypost=1; Path=/; HttpOnly", false))
        .isEqualTo("waypost=1; Path=/; HttpOnly; SameSite=Strict");
    assertThat(ConsoleSession.strict("waypost=1;SameSite=Strict", false))
        .isEqualTo("waypost=1;SameSite=Strict");
  }

  @Test
  void keepsTheCookieOfASecureRequestToTls() {
    assertThat(ConsoleSession.strict("waypost=secure; Path=/", true))
        .isEqualTo("waypost=secure; Path=/; SameSite=Strict; Secure");
    assertThat(ConsoleSession.strict("waypost=1; Secure; SameSite=Strict", true))
        .isEqualTo("waypost=1; Secure; SameSite=Strict");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/x.xhtml",
        "https://evil.example/",
        "/\\evil.example/x.xhtml",
        "/sign-in.xhtml",
        "/messages.xhtml?x=\r\nSet-Cookie: a=b",
        "/a/../b.xhtml",
        "javascript:alert(1)",
        "/messages.xhtml#<script>",
      })
  void neverLeadsAway(String target) {
    assertThat(ReturnTarget.of(target)).isEqualTo(ReturnTarget.HOME);
  }

  @Test
  void leadsBackToThePage() {
    assertThat(ReturnTarget.of("/messages.xhtml?q=a%20b&state=bounced"))
        .isEqualTo("/messages.xhtml?q=a%20b&state=bounced");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
