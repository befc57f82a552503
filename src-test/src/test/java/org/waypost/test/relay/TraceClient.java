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
package org.waypost.test.relay;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.waypost.test.rest.RestAnswer;
import org.waypost.test.rest.RestClient;
import org.waypost.test.smtp.SmtpReply;

/** Reads the trace and the queue by REST, and waits for what they are to show. */
public final class TraceClient {

  /** How long a test waits for what should come in a moment; a busy machine has long moments. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Pattern ID = Pattern.compile("\\b[0-7][0-9a-hjkmnp-tv-z]{25}\\b");

  private final RestClient rest;

  /** Reads with this client. */
  public TraceClient(RestClient rest) {
    this.rest = rest;
  }

  /** The id in the reply to the final dot. */
  public static String id(SmtpReply reply) {
    Matcher matcher = ID.matcher(reply.text());
    if (reply.code() != 250 || !matcher.find()) {
      throw new AssertionError("No acceptance with an id: " + reply);
    }
    return matcher.group();
  }

  /** A message of the trace, once it has one of these states. */
  public JsonObject await(String id, String... states) {
    return Awaitility.await("message " + id + " is " + List.of(states))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> rest.get("/api/v1/messages/" + id),
            answer ->
                answer.status() == 200
                    && List.of(states).contains(answer.json().getString("state")))
        .json();
  }

  /** A message of the trace, once this recipient of it has that state. */
  public JsonObject awaitRecipient(String id, String address, String state) {
    return Awaitility.await(address + " of message " + id + " is " + state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> rest.get("/api/v1/messages/" + id),
            answer ->
                answer.status() == 200
                    && recipient(answer.json(), address).getString("state").equals(state))
        .json();
  }

  /** The messages of the trace that a query finds. */
  public List<JsonObject> search(String query) {
    return rest.get("/api/v1/messages?" + query)
        .expect(200)
        .json()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  /** What is parked of a message. */
  public List<JsonObject> parked(String id) {
    return rest.get("/api/v1/queue?size=500").expect(200).json().getJsonArray("items").stream()
        .map(item -> item.asJsonObject())
        .filter(item -> item.getString("id").equals(id))
        .toList();
  }

  /** What is parked of a message, once it is. */
  public List<JsonObject> awaitParked(String id) {
    return Awaitility.await("message " + id + " is parked")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> parked(id), items -> !items.isEmpty());
  }

  /** One recipient of a message of the trace. */
  public static JsonObject recipient(JsonObject message, String address) {
    return message.getJsonArray("recipients").stream()
        .map(item -> item.asJsonObject())
        .filter(item -> item.getString("address").equals(address))
        .findFirst()
        .orElseThrow(() -> new AssertionError(address + " is not in " + message));
  }

  /** Answers of the server itself, for what this class has no name for. */
  public RestAnswer get(String path) {
    return rest.get(path);
  }
}
