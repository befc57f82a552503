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
package org.waypost.web.ops;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import org.waypost.web.headers.SecurityHeadersFilter;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemWriter;

/**
 * Answers what the container gives up on: a problem below {@code /api}, else a page that says what
 * happened and leads back. Never shows a stack trace; the log has it.
 */
public final class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(ErrorServlet.class.getName());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String uri = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Throwable thrown = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (uri == null) {
      // Somebody asks for the error page itself.
      response.sendRedirect(request.getContextPath() + "/");
      return;
    }
    if (thrown instanceof ViewExpiredException) {
      // The page was open for too long to act on; show it as it is now.
      response.sendRedirect(uri.startsWith("//") ? "/" : uri);
      return;
    }
    int status = status(request);
    if (thrown != null) {
      LOG.log(Level.ERROR, "A page failed", thrown);
    }
    if (uri.substring(request.getContextPath().length()).startsWith("/api")) {
      ProblemWriter.write(Problem.of(status, null), response);
    } else {
      page(request, response, status);
    }
  }

  private static int status(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status instanceof Integer code && code >= 400 ? code : 500;
  }

  private static void page(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    ResourceBundle texts = ResourceBundle.getBundle("org.waypost.web.texts", request.getLocale());
    String kind = status == 404 ? "notFound" : status < 500 ? "refused" : "failed";
    String context = request.getContextPath();
    // Only texts of the bundle go in here, nothing of the request.
    String html =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%1$s · Waypost</title>
        <link rel="stylesheet" href="%4$s/jakarta.faces.resource/waypost.css.xhtml?ln=waypost"/>
        </head><body class="bare"><main class="sheet"><h1>%1$s</h1><p>%2$s</p>
        <p><a class="button primary" href="%4$s/index.xhtml">%3$s</a></p></main></body></html>
        """
            .formatted(
                texts.getString("error." + kind + ".title"),
                texts.getString("error." + kind + ".text"),
                texts.getString("error.back"),
                context);
    response.setStatus(status);
    response.setHeader(
        SecurityHeadersFilter.CSP,
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html; charset=utf-8");
    response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
  }
}
