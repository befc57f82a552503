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

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestClient;

/** Users and locks, by REST, on a running relay behind a proxy of this machine. */
class UsersIT {

  private static final String PASSWORD = "battery staple";
  private static final int LOCKING_FAILURES = 5;

  @TempDir static Path data;
  static WaypostProcess relay;

  @BeforeAll
  static void start() {
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_SIGN_IN_PAIR_FAILURES", Integer.toString(LOCKING_FAILURES))
            .with("WAYPOST_HTTP_PROXIES", "127.0.0.1")
            .start();
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  private static JsonObjectBuilder user(String... roles) {
    JsonArrayBuilder array = Json.createArrayBuilder(List.of(roles));
    return Json.createObjectBuilder().add("roles", array);
  }

  private static RestClient made(String name, String... roles) {
    JsonObject json = user(roles).add("name", name).add("password", PASSWORD).build();
    relay.rest().post("/api/v1/users", json).expect(201);
    return RestClient.basic(relay.root(), name, PASSWORD);
  }

  private static JsonObject message() {
    return Json.createObjectBuilder()
        .add("from", "sender@from.test")
        .add("to", "rcpt@x.test")
        .add("text", "Hello")
        .build();
  }

  @Test
  void aSubmitterSendsAndDoesNothingElse() {
    RestClient submitter = made("shop", "submitter");

    submitter.post("/api/v1/messages", message()).expect(202);
    submitter.get("/api/v1/messages").expect(403);
    for (String path : List.of("users", "locks", "queue", "stats", "messages/", "messages;x=y")) {
      assertThat(submitter.get("/api/v1/" + path).status()).as(path).isEqualTo(403);
    }
    submitter.post("/api/v1/users", user("administrator").build()).expect(403);
    submitter.delete("/api/v1/captured").expect(403);
    relay.rest().get("/api/v1/users/shop").expect(200);
  }

  @Test
  void aChangedPasswordAndADisabledUserCountAtOnce() {
    RestClient second = made("second", "administrator");
    second.get("/api/v1/stats").expect(200);

    relay
        .rest()
        .put("/api/v1/users/second", user("administrator").add("password", "another one").build())
        .expect(200);
    second.get("/api/v1/stats").expect(401);
    RestClient changed = RestClient.basic(relay.root(), "second", "another one");
    changed.get("/api/v1/stats").expect(200);
    relay
        .rest()
        .put("/api/v1/users/second", user("administrator").add("disabled", true).build())
        .expect(200);
    changed.get("/api/v1/stats").expect(401);
    relay.rest().delete("/api/v1/users/second").expect(204);
    relay.rest().get("/api/v1/users/second").expect(404);
  }

  @Test
  void theLastAdministratorStays() {
    relay.rest().delete("/api/v1/users/admin").expect(409);
    relay.rest().put("/api/v1/users/admin", user("submitter").build()).expect(409);
    relay.rest().get("/api/v1/stats").expect(200);
  }

  @Test
  void aLockIsSeenOutlivesARestartAndIsRevoked() {
    RestClient locked = made("locked", "administrator").from("192.0.2.7");
    RestClient wrong = RestClient.basic(relay.root(), "locked", "wrong").from("192.0.2.7");
    for (int i = 0; i < LOCKING_FAILURES; i++) {
      wrong.get("/api/v1/stats").expect(401);
    }
    assertThat(
            locked
                .get("/api/v1/stats")
                .expect(429)
                .headers()
                .firstValueAsLong("Retry-After")
                .getAsLong())
        .isBetween(200L, 300L);
    locked.from("192.0.2.8").get("/api/v1/stats").expect(200);

    relay.stop();
    relay = relay.launch().start();

    locked.get("/api/v1/stats").expect(429);
    JsonObject lock =
        relay.rest().get("/api/v1/locks").expect(200).json().getJsonArray("items").getJsonObject(0);
    assertThat(lock.getString("kind")).isEqualTo("pair");
    assertThat(lock.getString("account")).isEqualTo("locked");
    assertThat(lock.getString("address")).isEqualTo("192.0.2.7");
    relay.rest().delete("/api/v1/locks/" + lock.getString("id")).expect(204);
    locked.get("/api/v1/stats").expect(200);
    relay.rest().delete("/api/v1/locks/" + lock.getString("id")).expect(404);
    relay.rest().delete("/api/v1/users/locked").expect(204);
  }
}
