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
package org.waypost.api.event;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;

/**
 * The JSON form of events. Members that have no value are left out; times are in ISO 8601, UTC.
 * Members may be added in later versions, and a reader has to pass over those that it does not
 * know.
 *
 * <table>
 * <caption>Members of an event</caption>
 * <tr><th>member</th><th>type</th><th>meaning</th></tr>
 * <tr><td>{@code id}</td><td>string</td><td>of the event: the same when it is told again</td></tr>
 * <tr><td>{@code event}</td><td>string</td><td>{@link MailEvent.Type} in lower case</td></tr>
 * <tr><td>{@code time}</td><td>string</td><td>when it happened</td></tr>
 * <tr><td>{@code message}</td><td>string</td><td>id of the message</td></tr>
 * <tr><td>{@code acceptedAt}</td><td>string</td><td>when Waypost took it</td></tr>
 * <tr><td>{@code sender}</td><td>string</td><td>reverse-path; empty for the null sender</td></tr>
 * <tr><td>{@code recipient}</td><td>string</td><td>forward-path that it is about</td></tr>
 * <tr><td>{@code domain}</td><td>string</td><td>domain of the recipient</td></tr>
 * <tr><td>{@code original}</td><td>string</td><td>the recipient before aliases, if another</td></tr>
 * <tr><td>{@code user}</td><td>string</td><td>who handed it in, if signed in</td></tr>
 * <tr><td>{@code tags}</td><td>array of strings</td><td>of the submission; always there</td></tr>
 * <tr><td>{@code metadata}</td><td>object of strings</td><td>of the submission; always there</td></tr>
 * <tr><td>{@code attempt}</td><td>object</td><td>of the outcome of an attempt: {@code number} from 1, {@code startedAt}, {@code millis} that it took, {@code route}, {@code peer} "name[address]:port", {@code uncertain} true when it may have arrived</td></tr>
 * <tr><td>{@code reply}</td><td>object</td><td>{@code code} 200 to 599, {@code status} such as 5.1.1, {@code text}</td></tr>
 * <tr><td>{@code category}</td><td>string</td><td>what kind of failure it is</td></tr>
 * <tr><td>{@code reason}</td><td>string</td><td>in words, where no reply tells it</td></tr>
 * <tr><td>{@code nextAttemptAt}</td><td>string</td><td>when it is tried again at the latest</td></tr>
 * </table>
 */
public final class MailEventJson {

  /** Held, as looking for the provider takes longer than all the rest. */
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private MailEventJson() {}

  /** An event as JSON. */
  public static JsonObject write(MailEvent event) {
    MailEvent.Message message = event.message();
    JsonObjectBuilder json =
        BUILDERS
            .createObjectBuilder()
            .add("id", event.id())
            .add("event", event.type().word())
            .add("time", event.time().toString())
            .add("message", message.id().value())
            .add("acceptedAt", message.acceptedAt().toString())
            .add("sender", message.sender())
            .add("recipient", event.recipient())
            .add("domain", event.domain());
    add(json, "original", event.original());
    add(json, "user", message.user());
    JsonArrayBuilder tags = BUILDERS.createArrayBuilder();
    message.tags().forEach(tags::add);
    JsonObjectBuilder metadata = BUILDERS.createObjectBuilder();
    message.metadata().forEach(metadata::add);
    json.add("tags", tags).add("metadata", metadata);
    if (event.attempt() != null) {
      json.add("attempt", attempt(event.attempt()));
    }
    if (event.reply() != null) {
      json.add("reply", reply(event.reply()));
    }
    add(json, "category", event.category());
    add(json, "reason", event.reason());
    add(json, "nextAttemptAt", event.nextAttemptAt());
    return json.build();
  }

  /**
   * Reads the text of an event, such as the body of a message from the topic.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static MailEvent parse(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return read(reader.readObject());
    } catch (JsonException e) {
      throw new IllegalArgumentException("Not a JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * Reads an event; members that are not known are passed over.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static MailEvent read(JsonObject json) {
    try {
      JsonObject attempt = json.getJsonObject("attempt");
      JsonObject reply = json.getJsonObject("reply");
      return new MailEvent(
          json.getString("id"),
          MailEvent.Type.of(json.getString("event")),
          Instant.parse(json.getString("time")),
          new MailEvent.Message(
              new MessageId(json.getString("message")),
              Instant.parse(json.getString("acceptedAt")),
              json.getString("sender"),
              json.getString("user", null),
              tags(json),
              metadata(json)),
          json.getString("recipient"),
          json.getString("original", null),
          attempt == null ? null : attempt(attempt),
          reply == null ? null : reply(reply),
          json.getString("category", null),
          json.getString("reason", null),
          time(json, "nextAttemptAt"));
    } catch (NullPointerException | ClassCastException | DateTimeException e) {
      throw new IllegalArgumentException("Not an event, a member is missing or wrong: " + json, e);
    }
  }

  private static JsonObjectBuilder attempt(MailEvent.Attempt attempt) {
    JsonObjectBuilder json =
        BUILDERS
            .createObjectBuilder()
            .add("number", attempt.number())
            .add("startedAt", attempt.startedAt().toString())
            .add("millis", attempt.millis());
    add(json, "route", attempt.route());
    add(json, "peer", attempt.peer());
    return json.add("uncertain", attempt.uncertain());
  }

  private static MailEvent.Attempt attempt(JsonObject json) {
    return new MailEvent.Attempt(
        json.getInt("number"),
        Instant.parse(json.getString("startedAt")),
        json.getJsonNumber("millis").longValue(),
        json.getString("route", null),
        json.getString("peer", null),
        json.getBoolean("uncertain", false));
  }

  private static JsonObjectBuilder reply(Reply reply) {
    JsonObjectBuilder json = BUILDERS.createObjectBuilder().add("code", reply.code());
    add(json, "status", reply.status());
    return json.add("text", reply.text());
  }

  private static Reply reply(JsonObject json) {
    String status = json.getString("status", null);
    return status == null
        ? Reply.of(json.getInt("code"), json.getString("text"))
        : new Reply(
            json.getInt("code"),
            EnhancedStatus.atStartOf(status)
                .orElseThrow(() -> new IllegalArgumentException("Not a status: " + status)),
            json.getString("text"));
  }

  private static List<String> tags(JsonObject json) {
    return json.getJsonArray("tags").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }

  private static Map<String, String> metadata(JsonObject json) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> each : json.getJsonObject("metadata").entrySet()) {
      metadata.put(each.getKey(), ((JsonString) each.getValue()).getString());
    }
    return metadata;
  }

  private static Instant time(JsonObject json, String name) {
    String text = json.getString(name, null);
    return text == null ? null : Instant.parse(text);
  }

  private static void add(JsonObjectBuilder json, String name, Object value) {
    if (value != null) {
      json.add(name, value.toString());
    }
  }
}
