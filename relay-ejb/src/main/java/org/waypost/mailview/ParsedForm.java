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
package org.waypost.mailview;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/**
 * A message as JSON for applications that do not want to take MIME apart: subject, addresses, text,
 * HTML, and what files there are. Cut where it would be long, as the message itself is at hand.
 */
public final class ParsedForm {

  /** Characters of the JSON. */
  public static final int LONGEST = 100_000;

  /** Characters of the text, and of the HTML. */
  static final int MOST_TEXT = 30_000;

  private static final int MOST_FIELD = 500;
  private static final int MOST_FILES = 50;
  private static final int MOST_NAME = 120;

  private ParsedForm() {}

  /** A JSON object of at most {@value #LONGEST} characters. */
  public static String of(OpenMail mail) {
    String text = of(mail, MOST_TEXT).toString();
    // What has to be escaped takes up to six characters for one.
    return text.length() <= LONGEST ? text : of(mail, MOST_TEXT / 10).toString();
  }

  private static JsonObject of(OpenMail mail, int most) {
    MailView view = mail.view();
    JsonObjectBuilder json = Json.createObjectBuilder();
    for (String name : List.of("Subject", "From", "Reply-To", "To", "Cc", "Date", "Message-ID")) {
      add(json, view.headers(), name);
    }
    add(json, view.headers(), "In-Reply-To");
    add(json, view.headers(), "References");
    boolean cut = view.textCut();
    if (view.text() != null) {
      json.add("text", shortened(view.text(), most));
      cut |= view.text().length() > most;
    }
    String html = view.html() ? mail.html() : null;
    if (html != null) {
      json.add("html", shortened(html, most));
      cut |= html.length() > most;
    }
    json.add("attachments", files(view.attachments()));
    json.add("cut", cut || view.attachments().size() > MOST_FILES);
    if (view.problem() != null) {
      json.add("problem", view.problem());
    }
    return json.build();
  }

  /** The first field of a name, under that name with a small letter in front. */
  private static void add(JsonObjectBuilder json, List<MailField> fields, String name) {
    fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .ifPresent(field -> json.add(member(name), shortened(field.value(), MOST_FIELD)));
  }

  private static String member(String name) {
    String joined = name.replace("-", "");
    return joined.equals("MessageID")
        ? "messageId"
        : joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }

  private static JsonArrayBuilder files(List<MailPart> parts) {
    JsonArrayBuilder files = Json.createArrayBuilder();
    for (MailPart part : parts.subList(0, Math.min(parts.size(), MOST_FILES))) {
      JsonObjectBuilder file =
          Json.createObjectBuilder()
              .add("part", part.number())
              .add("name", part.safeName())
              .add("contentType", shortened(part.contentType(), MOST_NAME));
      if (part.size() >= 0) {
        file.add("size", part.decodedSize());
      }
      if (part.contentId() != null) {
        file.add("contentId", shortened(part.contentId(), MOST_NAME));
      }
      files.add(file);
    }
    return files;
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    // Half a surrogate pair is no character.
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
