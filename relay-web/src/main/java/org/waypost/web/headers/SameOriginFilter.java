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
package org.waypost.web.headers;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemWriter;

/**
 * Refuses requests that change something and that a browser sent for a page of another origin.
 *
 * <p>It stands beside the view state of Faces and the SameSite cookie, and covers what those do
 * not: the sign-in form, and REST calls for which a browser adds Basic credentials that it
 * remembers. Clients that are no browsers send neither header and pass.
 */
public final class SameOriginFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean allowed =
        isAllowed(
            request.getMethod(),
            request.getHeader("Sec-Fetch-Site"),
            request.getHeader("Origin"),
            request.getHeader("Host"));
    if (allowed) {
      chain.doFilter(request, response);
    } else {
      ProblemWriter.write(Problem.of(403, "The request comes from another site."), response);
    }
  }

  static boolean isAllowed(String method, String fetchSite, String origin, String host) {
    if (SAFE.contains(method)) {
      return true;
    }
    // Fetch metadata is what the browser itself says, and right behind any proxy.
    if (fetchSite != null) {
      return fetchSite.equals("same-origin") || fetchSite.equals("none");
    }
    return origin == null || sameHost(origin, host);
  }

  private static boolean sameHost(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
