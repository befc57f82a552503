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

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.mailview.MailPart;
import org.waypost.mailview.OpenMail;

/**
 * The HTML of a mail, made ready for its sandbox.
 *
 * <p>Images of the message itself ({@code cid:}, RFC 2392) are put in as data: a sandboxed frame
 * has no origin, so the browser would not send the session's cookie for them. Active elements are
 * renamed to ones that do nothing. That is a second line only: it is the policy that keeps scripts
 * from running and anything remote from loading, however the HTML is written.
 */
final class SandboxedHtml {

  /** Nothing is loaded, run, submitted or framed; styles of the mail are its own. */
  static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none';"
          + " base-uri 'none'; frame-ancestors 'self'; sandbox";

  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final int MAX_IMAGE = 2 * 1024 * 1024;
  private static final int MAX_IMAGES = 8 * 1024 * 1024;

  private static final Pattern CID =
      Pattern.compile("cid:([^\"'\\s<>)]{1,200})", Pattern.CASE_INSENSITIVE);
  private static final Pattern ACTIVE =
      Pattern.compile(
          "<(/?)(script|noscript|iframe|frameset|frame|object|embed|applet|link|meta|base|form|"
              + "portal|svg|math|template)(?=[\\s/>])",
          Pattern.CASE_INSENSITIVE);

  private SandboxedHtml() {}

  /** The HTML to serve under {@link #POLICY}; null when the message has none. */
  static String of(OpenMail mail) throws IOException {
    String html = mail.html();
    return html == null ? null : withImages(defang(html), mail);
  }

  static String defang(String html) {
    return ACTIVE
        .matcher(html)
        .replaceAll(
            found -> {
              String name = found.group(2).toLowerCase(Locale.ROOT);
              // The text inside a script is no text to read, and a template's is not shown.
              boolean hide = name.equals("script") || name.equals("template");
              return "<" + found.group(1) + (hide ? "template" : "x-" + name);
            });
  }

  private static String withImages(String html, OpenMail mail) throws IOException {
    Map<String, MailPart> images = new HashMap<>();
    for (MailPart part : mail.parts()) {
      if (part.contentId() != null && IMAGES.contains(part.contentType())) {
        images.put(part.contentId(), part);
      }
    }
    Matcher matcher = CID.matcher(html);
    StringBuilder result = new StringBuilder();
    int left = MAX_IMAGES;
    while (matcher.find()) {
      MailPart part = images.get(matcher.group(1));
      byte[] image =
          part == null ? new byte[0] : image(mail, part.number(), Math.min(left, MAX_IMAGE));
      left -= image.length;
      String data =
          image.length == 0
              ? "data:,"
              : "data:"
                  + part.contentType()
                  + ";base64,"
                  + Base64.getEncoder().encodeToString(image);
      matcher.appendReplacement(result, Matcher.quoteReplacement(data));
    }
    return matcher.appendTail(result).toString();
  }

  /** The image, or nothing when it is larger than may be. */
  private static byte[] image(OpenMail mail, int number, int most) throws IOException {
    try (InputStream in = mail.open(number)) {
      byte[] octets = in.readNBytes(most + 1);
      return octets.length > most ? new byte[0] : octets;
    }
  }
}
