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
package org.waypost.plugins.rspamd;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waypost.plugins.message.RawField;

/** Reads the JSON of {@code /checkv2}. */
final class AnswerReader {

  private static final int MOST_FIELDS = 200;

  private AnswerReader() {}

  static RspamdAnswer read(byte[] json) throws IOException {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      return answer(reader.readObject());
    } catch (JsonException | ClassCastException e) {
      ProtocolException wrong = new ProtocolException("The answer is not one of Rspamd");
      wrong.initCause(e);
      throw wrong;
    }
  }

  private static RspamdAnswer answer(JsonObject json) throws IOException {
    if (json.containsKey("error")) {
      throw new IOException("Rspamd could not look: " + json.get("error"));
    }
    if (!json.containsKey("action")) {
      throw new ProtocolException("Rspamd told no action");
    }
    JsonObject milter = object(json, "milter");
    return new RspamdAnswer(
        action(json.getString("action")),
        number(json, "score"),
        number(json, "required_score"),
        symbols(object(json, "symbols")),
        json.getString("subject", null),
        object(json, "messages").getString("smtp_message", ""),
        added(object(milter, "add_headers")),
        removed(object(milter, "remove_headers")));
  }

  private static JsonObject object(JsonObject in, String name) {
    return in.get(name) instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static double number(JsonObject in, String name) {
    return in.get(name) instanceof JsonNumber found ? found.doubleValue() : 0;
  }

  private static RspamdAnswer.Action action(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace(' ', '_');
    for (RspamdAnswer.Action each : RspamdAnswer.Action.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return RspamdAnswer.Action.OTHER;
  }

  private static List<String> symbols(JsonObject symbols) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonValue> each : symbols.entrySet()) {
      double score = each.getValue() instanceof JsonObject symbol ? number(symbol, "score") : 0;
      names.add(String.format(Locale.ROOT, "%s(%.2f)", each.getKey(), score));
    }
    return names;
  }

  /** A value is a text, an object with {@code value}, or a list of such. */
  private static List<RawField> added(JsonObject fields) throws IOException {
    List<RawField> added = new ArrayList<>();
    for (Map.Entry<String, JsonValue> each : fields.entrySet()) {
      List<? extends JsonValue> values =
          each.getValue() instanceof JsonArray list ? list : List.of(each.getValue());
      for (JsonValue value : values) {
        String text =
            value instanceof JsonObject object
                ? object.getString("value", "")
                : value instanceof JsonString string ? string.getString() : value.toString();
        added.add(new RawField(each.getKey(), " " + text));
      }
      if (added.size() > MOST_FIELDS) {
        throw new ProtocolException("Rspamd adds more than " + MOST_FIELDS + " fields");
      }
    }
    return added;
  }

  private static List<RspamdAnswer.Removal> removed(JsonObject fields) throws IOException {
    List<RspamdAnswer.Removal> removed = new ArrayList<>();
    for (Map.Entry<String, JsonValue> each : fields.entrySet()) {
      List<? extends JsonValue> values =
          each.getValue() instanceof JsonArray list ? list : List.of(each.getValue());
      for (JsonValue value : values) {
        int index = value instanceof JsonNumber number ? number.intValue() : 0;
        removed.add(new RspamdAnswer.Removal(each.getKey(), index));
      }
      if (removed.size() > MOST_FIELDS) {
        throw new ProtocolException("Rspamd removes more than " + MOST_FIELDS + " fields");
      }
    }
    return removed;
  }
}
