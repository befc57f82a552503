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
package org.waypost.web.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.submission.MessageDraft;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * Reads the JSON of {@code POST /messages}. Only the shape is checked here: names and types; what
 * the values mean is checked by the submission service.
 */
final class DraftReader {

  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "text",
          "html",
          "headers",
          "attachments",
          "tags",
          "sendAt",
          "idempotencyKey");
  private static final Set<String> ATTACHMENT_FIELDS =
      Set.of("name", "contentType", "content", "contentId");

  private DraftReader() {}

  /**
   * Reads one object.
   *
   * @throws ProblemException (400) that names the field, when it is not the JSON of a message
   */
  static MessageDraft read(InputStream body) {
    JsonObject json = JsonBody.parse(body);
    refuseUnknown(json, FIELDS, "");
    return new MessageDraft(
        text(json, "from", ""),
        texts(json, "to"),
        texts(json, "cc"),
        texts(json, "bcc"),
        text(json, "subject", ""),
        text(json, "text", ""),
        text(json, "html", ""),
        headers(json),
        attachments(json),
        texts(json, "tags"),
        sendAt(json),
        text(json, "idempotencyKey", ""));
  }

  private static Map<String, String> headers(JsonObject json) {
    JsonValue value = given(json, "headers");
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject object)) {
      throw invalid("headers", "An object of names and strings.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    object.keySet().forEach(name -> headers.put(name, text(object, name, "headers.")));
    return headers;
  }

  private static List<MessageDraft.Attachment> attachments(JsonObject json) {
    JsonValue value = given(json, "attachments");
    if (value == null) {
      return null;
    }
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      throw invalid("attachments", "An array of objects.");
    }
    List<MessageDraft.Attachment> attachments = new ArrayList<>();
    for (JsonValue item : value.asJsonArray()) {
      String at = "attachments[" + attachments.size() + "]";
      if (!(item instanceof JsonObject object)) {
        throw invalid(at, "An object.");
      }
      refuseUnknown(object, ATTACHMENT_FIELDS, at + ".");
      attachments.add(
          new MessageDraft.Attachment(
              text(object, "name", at + "."),
              text(object, "contentType", at + "."),
              text(object, "content", at + "."),
              text(object, "contentId", at + ".")));
    }
    return attachments;
  }

  private static Instant sendAt(JsonObject json) {
    String value = text(json, "sendAt", "");
    try {
      return value == null ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw invalid("sendAt", "Not a time in ISO 8601, such as 2026-11-23T09:30:00Z.");
    }
  }

  /** An array of strings; a single string stands for an array of one. */
  private static List<String> texts(JsonObject json, String name) {
    JsonValue value = given(json, name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString single) {
      return List.of(single.getString());
    }
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      throw invalid(name, "An array of strings.");
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : value.asJsonArray()) {
      if (!(item instanceof JsonString string)) {
        throw invalid(name + "[" + texts.size() + "]", "A string.");
      }
      texts.add(string.getString());
    }
    return texts;
  }

  private static String text(JsonObject json, String name, String prefix) {
    JsonValue value = given(json, name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw invalid(prefix + name, "A string.");
  }

  private static JsonValue given(JsonObject json, String name) {
    JsonValue value = json.get(name);
    return value == null || value == JsonValue.NULL ? null : value;
  }

  private static void refuseUnknown(JsonObject json, Set<String> known, String prefix) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw invalid(prefix + name, "There is no such field.");
      }
    }
  }

  private static ProblemException invalid(String field, String detail) {
    return new ProblemException(Problem.invalid(field, detail));
  }
}
