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

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.waypost.identity.Accounts;
import org.waypost.identity.Accounts.SignIn;
import org.waypost.web.client.ClientAddress;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemWriter;

/**
 * Says to the container who sends a request: by HTTP Basic below {@code /api}, by the session
 * everywhere else. Called on the request's thread, before any filter of the application.
 */
@ApplicationScoped
public class WaypostAuthentication implements HttpAuthenticationMechanism {

  private static final String CHALLENGE = "Basic realm=\"Waypost\", charset=\"UTF-8\"";

  @Inject private Accounts accounts;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    try {
      String path = request.getRequestURI().substring(request.getContextPath().length());
      return path.startsWith("/api/") || path.equals("/api")
          ? basic(request, response, context)
          : session(path, request, response, context);
    } catch (IOException e) {
      throw new AuthenticationException("The answer could not be written", e);
    }
  }

  private AuthenticationStatus basic(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws IOException {
    Optional<BasicCredentials> credentials =
        BasicCredentials.parse(request.getHeader("Authorization"));
    if (credentials.isEmpty()) {
      return context.isProtected() ? challenge(response) : context.doNothing();
    }
    SignIn answer =
        accounts.signIn(
            credentials.get().name(), credentials.get().password(), ClientAddress.of(request));
    if (answer instanceof SignIn.Granted granted) {
      return granted(granted.name(), granted.roles(), context);
    }
    if (answer instanceof SignIn.Throttled throttled) {
      return tooMany(throttled.retryAfter(), response);
    }
    if (answer instanceof SignIn.Unavailable) {
      return unavailable(response);
    }
    return challenge(response);
  }

  private AuthenticationStatus session(
      String path,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws IOException {
    Optional<SignedIn> who = ConsoleSession.find(request, !path.startsWith("/live/"));
    if (who.isPresent() && accounts.isCurrent(who.get().name(), who.get().stamp())) {
      return granted(who.get().name(), who.get().roles(), context);
    }
    if (who.isPresent()) {
      // The password has changed since, or the account is no longer what it was.
      ConsoleSession.end(request);
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    if (path.startsWith("/live/")) {
      // A script asks; it cannot use a page, but it can see that the session is over.
      ProblemWriter.write(Problem.of(401, "The session is over."), response);
      return AuthenticationStatus.SEND_CONTINUE;
    }
    response.setHeader("Cache-Control", "no-store");
    response.sendRedirect(request.getContextPath() + "/sign-in.xhtml" + returnQuery(path, request));
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static String returnQuery(String path, HttpServletRequest request) {
    String query = request.getQueryString();
    String target = ReturnTarget.of(query == null ? path : path + "?" + query);
    return target.equals(ReturnTarget.HOME) || !request.getMethod().equals("GET")
        ? ""
        : "?to=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
  }

  private static AuthenticationStatus granted(
      String name, Set<String> roles, HttpMessageContext context) {
    return context.notifyContainerAboutLogin(name, roles);
  }

  private static AuthenticationStatus challenge(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", CHALLENGE);
    ProblemWriter.write(
        Problem.of(401, "Sign in with HTTP Basic: a user name and its password."), response);
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static AuthenticationStatus tooMany(Duration retryAfter, HttpServletResponse response)
      throws IOException {
    response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    ProblemWriter.write(
        Problem.of(429, "Too many failed sign-ins from this address or for this name."), response);
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static AuthenticationStatus unavailable(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", "5");
    ProblemWriter.write(
        Problem.of(503, "Users cannot be checked at the moment. Try again soon."), response);
    return AuthenticationStatus.SEND_CONTINUE;
  }
}
