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
package org.waypost.test.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.smtp.SmtpProbe;

/** What an administrator does first. The last test locks its address out, so there is an order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {

  @TempDir static Path data;
  static WaypostProcess relay;
  static Browser browser;

  @BeforeAll
  static void start() {
    relay = WaypostLaunch.on(data).start();
    browser = new Browser(relay.root());
  }

  @AfterAll
  static void stop() {
    browser.close();
    relay.close();
  }

  @AfterEach
  void nothingWentWrongBehindThePages() {
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  @Order(1)
  void asksForASignIn() {
    Page page = browser.newPage(ColorScheme.LIGHT);
    page.navigate("captured.xhtml");
    assertThat(page).hasURL(Pattern.compile(".*sign-in.*"));

    signIn(page, "wrong-password");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();

    signIn(page, WaypostLaunch.PASSWORD);
    assertThat(page).hasURL(Pattern.compile(".*captured.*"));

    page.navigate("");
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
  }

  @Test
  @Order(2)
  void showsAMailThatWasJustSent() throws IOException {
    Page page = signedIn(ColorScheme.LIGHT);
    send(SampleMail.plain("just-sent"));

    openCaptured(page, "Test mail just-sent");

    assertThat(page.locator("article").getByText("Hello,").first()).isVisible();
    page.navigate("messages.xhtml");
    page.getByText("Test mail just-sent").first().click();
    assertThat(page).hasURL(Pattern.compile(".*message\\.xhtml\\?id=.*"));
    assertThat(page.getByText("rcpt@to.test").first()).isVisible();
  }

  @Test
  @Order(3)
  void showsHostileHtmlWithoutRunningIt() throws IOException {
    Page page = signedIn(ColorScheme.LIGHT);
    send(SampleMail.hostileHtml("hostile"));

    openCaptured(page, "Test mail hostile");

    Locator frame = page.locator("iframe.mail-frame");
    assertThat(frame).hasAttribute("sandbox", "");
    assertThat(page.frameLocator("iframe.mail-frame").getByText("Hello from the mail")).isVisible();
    assertThat(page.evaluate("() => String(window.pwned)")).isEqualTo("undefined");
  }

  @Test
  @Order(4)
  void isDarkWhenTheSystemIsAndLightWhenTold() {
    Page page = signedIn(ColorScheme.DARK);
    assertThat(brightness(page)).isLessThan(0.3);

    page.locator("[data-theme-toggle]").click();
    assertThat(brightness(page)).isGreaterThan(0.7);
    page.reload();
    assertThat(brightness(page)).as("the choice lasts").isGreaterThan(0.7);
  }

  @Test
  @Order(5)
  void signsOut() {
    Page page = signedIn(ColorScheme.LIGHT);
    page.locator("form[action$='sign-out'] button").click();
    page.navigate("messages.xhtml");
    assertThat(page).hasURL(Pattern.compile(".*sign-in.*"));
  }

  @Test
  @Order(99)
  void slowsGuessingDown() {
    Page page = browser.newPage(ColorScheme.LIGHT);
    page.navigate("sign-in.xhtml");
    for (int i = 0; i < 10; i++) {
      // The alert of the guess before is still there: only the answer tells that this one counted.
      String guess = "guess-number-" + i;
      page.waitForResponse(
          response -> "POST".equals(response.request().method()), () -> signIn(page, guess));
      assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    }
    signIn(page, WaypostLaunch.PASSWORD);
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Too many");
    assertThat(page).hasURL(Pattern.compile(".*sign-in.*"));
  }

  private static Page signedIn(ColorScheme scheme) {
    Page page = browser.newPage(scheme);
    page.navigate("sign-in.xhtml");
    signIn(page, WaypostLaunch.PASSWORD);
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
    return page;
  }

  private static void signIn(Page page, String password) {
    page.locator("#name").fill("admin");
    page.locator("#password").fill(password);
    page.locator("#submit").click();
    page.waitForLoadState();
  }

  /** The mail is captured a moment after it was accepted: look until it is listed. */
  private static void openCaptured(Page page, String subject) {
    Locator row = page.locator(".mails a", new Page.LocatorOptions().setHasText(subject));
    for (int i = 0; i < 60; i++) {
      page.navigate("captured.xhtml");
      if (row.count() > 0) {
        break;
      }
      page.waitForTimeout(500);
    }
    row.first().click();
    assertThat(page.locator("article h2")).containsText(subject);
  }

  private static void send(byte[] mail) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      assertThat(client.mail("sender@from.test", List.of("rcpt@to.test"), mail).code())
          .isEqualTo(250);
    }
  }

  /** Of the page's background: 0 is black, 1 is white. */
  private static double brightness(Page page) {
    Object value =
        page.evaluate(
            "() => { const c = getComputedStyle(document.body).backgroundColor"
                + ".match(/[\\d.]+/g).map(Number);"
                + " return (c[0] + c[1] + c[2]) / 3 / 255; }");
    return ((Number) value).doubleValue();
  }
}
