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
package org.waypost.web.mailview;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.mail.MessageId;
import org.waypost.content.StoredContent;
import org.waypost.mailview.MailOpener;
import org.waypost.mailview.MailPart;
import org.waypost.mailview.OpenMail;
import org.waypost.web.headers.SecurityHeadersFilter;

/**
 * Serves the pieces of a stored message: {@code /mail/{id}/html} for the sandboxed frame, {@code
 * /mail/{id}/part/{n}} and {@code /mail/{id}/source} as downloads.
 */
public final class MailServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Pattern PATH =
      Pattern.compile("/([0-9a-z]{26})/(?:(html)|(source)|part/(\\d{1,4}))");
  private static final Set<String> KEPT_TYPES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

  @Inject private transient StoredContent contents;
  @Inject private transient MailOpener opener;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    Matcher matcher = PATH.matcher(path);
    Optional<MessageId> id = matcher.matches() ? id(matcher.group(1)) : Optional.empty();
    Optional<StoredContent.Content> content = id.flatMap(contents::open);
    if (content.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (matcher.group(3) != null) {
      source(id.get(), content.get(), response);
      return;
    }
    try (OpenMail mail = opener.open(content.get().stream())) {
      if (matcher.group(2) != null) {
        html(mail, response);
      } else {
        part(mail, Integer.parseInt(matcher.group(4)), response);
      }
    }
  }

  private static void html(OpenMail mail, HttpServletResponse response) throws IOException {
    String html = SandboxedHtml.of(mail);
    if (html == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader(SecurityHeadersFilter.CSP, SandboxedHtml.POLICY);
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.setContentType("text/html; charset=utf-8");
    response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
  }

  private static void part(OpenMail mail, int number, HttpServletResponse response)
      throws IOException {
    try (InputStream in = mail.open(number)) {
      if (in == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      MailPart part = mail.parts().get(number - 1);
      String type = part.contentType();
      response.setContentType(KEPT_TYPES.contains(type) ? type : "application/octet-stream");
      response.setHeader("Content-Disposition", ContentDisposition.attachment(part.safeName()));
      in.transferTo(response.getOutputStream());
    }
  }

  private static void source(
      MessageId id, StoredContent.Content content, HttpServletResponse response)
      throws IOException {
    response.setContentType("message/rfc822");
    response.setContentLengthLong(content.size());
    response.setHeader("Content-Disposition", ContentDisposition.attachment(id + ".eml"));
    try (InputStream in = content.stream()) {
      in.transferTo(response.getOutputStream());
    }
  }

  private static Optional<MessageId> id(String text) {
    try {
      return Optional.of(new MessageId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
