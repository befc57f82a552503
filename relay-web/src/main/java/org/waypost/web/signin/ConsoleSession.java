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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed-in session of the console: who it is, and when it ends.
 *
 * <p>It ends 30 minutes after the last thing a person did; what a page fetches by itself to stay
 * live does not count. It ends after 12 hours in any case.
 */
final class ConsoleSession implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String ATTRIBUTE = ConsoleSession.class.getName();
  private static final String SET_COOKIE = "Set-Cookie";
  private static final Pattern SECURE = Pattern.compile(";\\s*secure\\s*(;|$)");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final SignedIn who;
  private final Instant since;
  private volatile Instant lastUse;

  ConsoleSession(SignedIn who, Instant now) {
    this.who = who;
    this.since = now;
    this.lastUse = now;
  }

  /** Starts a session with a new id, so that an id known before sign-in is worth nothing. */
  static void start(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
    end(request);
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setAttribute(ATTRIBUTE, new ConsoleSession(who, Instant.now()));
    makeStrict(response, request.isSecure());
  }

  /**
   * Adds SameSite=Strict to the cookies of the response that say nothing about it, and Secure when
   * the browser came over TLS. web.xml says the first too, but Payara 6 does not pass that
   * attribute on; it cannot say the second, because the console is served without TLS as well.
   */
  private static void makeStrict(HttpServletResponse response, boolean secure) {
    List<String> cookies = List.copyOf(response.getHeaders(SET_COOKIE));
    for (int i = 0; i < cookies.size(); i++) {
      String cookie = strict(cookies.get(i), secure);
      if (i == 0) {
        response.setHeader(SET_COOKIE, cookie);
      } else {
        response.addHeader(SET_COOKIE, cookie);
      }
    }
  }

  static String strict(String cookie, boolean secure) {
    // RFC 6265 4.1.1: attributes follow the first semicolon, in any case.
    String attributes = cookie.substring(Math.max(0, cookie.indexOf(';'))).toLowerCase(Locale.ROOT);
    String strict = attributes.contains("samesite=") ? cookie : cookie + "; SameSite=Strict";
    return !secure || SECURE.matcher(attributes).find() ? strict : strict + "; Secure";
  }

  /** Ends the session, if there is one, with all that it holds. */
  static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** Who is signed in; ends the session when its time is over. */
  static Optional<SignedIn> find(HttpServletRequest request, boolean byPerson) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof ConsoleSession found)) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    if (found.isOver(now)) {
      session.invalidate();
      return Optional.empty();
    }
    if (byPerson) {
      found.lastUse = now;
    }
    return Optional.of(found.who);
  }

  boolean isOver(Instant now) {
    return now.isAfter(lastUse.plus(IDLE)) || now.isAfter(since.plus(LONGEST));
  }
}
