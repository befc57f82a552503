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
package org.waypost.submission;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.json.InvalidMemberException;
import org.waypost.templates.TemplateUse;

/**
 * Reads the JSON of {@code POST /messages}, which applications send over JMS too. Only the shape is
 * checked here: names and types; what the values mean is checked by the submission service.
 */
public final class DraftReader {

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
          "metadata",
          "sendAt",
          "idempotencyKey",
          "template");
  private static final Set<String> ATTACHMENT_FIELDS =
      Set.of("name", "contentType", "content", "contentId");

  private DraftReader() {}

  /**
   * Reads one object.
   *
   * @param body in UTF-8; the caller bounds it
   * @throws InvalidSubmissionException that names the field, when it is not the JSON of a message
   */
  public static MessageDraft read(InputStream body) throws InvalidSubmissionException {
    return read(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * Reads one object.
   *
   * @param text the caller bounds it
   * @throws InvalidSubmissionException that names the field, when it is not the JSON of a message
   */
  public static MessageDraft read(Reader text) throws InvalidSubmissionException {
    JsonObject json = parse(text);
    refuseUnknown(json, FIELDS, "");
    return new MessageDraft(
        text(json, "from", ""),
        texts(json, "to"),
        texts(json, "cc"),
        texts(json, "bcc"),
        text(json, "subject", ""),
        text(json, "text", ""),
        text(json, "html", ""),
        map(json, "headers"),
        attachments(json),
        texts(json, "tags"),
        map(json, "metadata"),
        sendAt(json),
        text(json, "idempotencyKey", ""),
        template(json));
  }

  /**
   * Reads an object whose members are all strings.
   *
   * @param field names it in errors
   * @throws InvalidSubmissionException when it is something else
   */
  public static Map<String, String> texts(Reader text, String field)
      throws InvalidSubmissionException {
    JsonObject json;
    try {
      json = parse(text);
    } catch (InvalidSubmissionException e) {
      throw invalid(field, e.getMessage());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : json.keySet()) {
      texts.put(name, text(json, name, field + "."));
    }
    return texts;
  }

  private static JsonObject parse(Reader text) throws InvalidSubmissionException {
    try (JsonReader reader = Json.createReader(text)) {
      return reader.readObject();
    } catch (JsonParsingException e) {
      throw invalid(
          null,
          "Not a JSON object: line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber()
              + ".");
    } catch (JsonException e) {
      throw invalid(null, "Not a JSON object.");
    }
  }

  private static Map<String, String> map(JsonObject json, String field)
      throws InvalidSubmissionException {
    JsonValue value = given(json, field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject object)) {
      throw invalid(field, "An object of names and strings.");
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (String name : object.keySet()) {
      map.put(name, text(object, name, field + "."));
    }
    return map;
  }

  private static TemplateUse template(JsonObject json) throws InvalidSubmissionException {
    JsonValue value = given(json, "template");
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject object)) {
      throw new InvalidSubmissionException("template", "An object with a name.");
    }
    try {
      return TemplateUse.read(object);
    } catch (InvalidMemberException e) {
      throw new InvalidSubmissionException("template." + e.member(), e.getMessage());
    }
  }

  private static List<MessageDraft.Attachment> attachments(JsonObject json)
      throws InvalidSubmissionException {
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

  private static Instant sendAt(JsonObject json) throws InvalidSubmissionException {
    String value = text(json, "sendAt", "");
    try {
      return value == null ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw invalid("sendAt", "Not a time in ISO 8601, such as 2026-11-23T09:30:00Z.");
    }
  }

  /** An array of strings; a single string stands for an array of one. */
  private static List<String> texts(JsonObject json, String name)
      throws InvalidSubmissionException {
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

  private static String text(JsonObject json, String name, String prefix)
      throws InvalidSubmissionException {
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

  private static void refuseUnknown(JsonObject json, Set<String> known, String prefix)
      throws InvalidSubmissionException {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw invalid(prefix + name, "There is no such field.");
      }
    }
  }

  private static InvalidSubmissionException invalid(String field, String detail) {
    return new InvalidSubmissionException(field, detail);
  }
}
