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

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The machine's chromium, driven by Playwright, with a look at what goes wrong behind the pages:
 * breaches of the content security policy, script errors, requests to other servers.
 */
final class Browser implements AutoCloseable {

  private final Playwright playwright = Playwright.create();
  private final com.microsoft.playwright.Browser chromium;
  private final URI root;
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  Browser(URI root) {
    this.root = root;
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("chromium")))
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
  }

  /** A page of a new session: nobody is signed in. */
  Page newPage(ColorScheme scheme) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(root.toString())
                .setLocale("en-GB")
                .setColorScheme(scheme)
                .setViewportSize(1400, 900));
    context.setDefaultTimeout(60_000);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          String text = message.text();
          // What a mail is not allowed to do is reported at the mail's own address.
          boolean ofAMail = message.location().contains("/mail/");
          if (text.contains("Content Security Policy") && !ofAMail) {
            problems.add("policy: " + text + " at " + message.location());
          }
        });
    page.onPageError(error -> problems.add("script: " + error));
    page.onRequest(
        request -> {
          if (leavesTheServer(request)) {
            problems.add("request to " + request.url());
          }
        });
    page.onRequestFailed(
        request -> {
          // Announced like any other, but stopped by a policy before it went out.
          if (leavesTheServer(request) && "csp".equals(request.failure())) {
            problems.remove("request to " + request.url());
          }
        });
    return page;
  }

  /** What went wrong so far; empty when nothing did. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private boolean leavesTheServer(Request request) {
    String host = URI.create(request.url()).getHost();
    return host != null && !host.equals(root.getHost());
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
