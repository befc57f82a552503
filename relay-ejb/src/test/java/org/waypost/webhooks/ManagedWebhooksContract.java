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
package org.waypost.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.api.event.MailEvent;
import org.waypost.api.event.MailEventJson;
import org.waypost.api.mail.MessageId;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.webhooks.WebhookDelivery.State;

/** What webhooks do, on every database. */
@Timeout(120)
abstract class ManagedWebhooksContract {

  private static final String SECRET = "0123456789abcdef";

  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
  private final InstantSource clock = time::get;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private Database database;
  private Ledger ledger;
  private ManagedWebhooks hooks;
  private HookServer server;

  /** A new and empty database. */
  abstract Database openDatabase() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = openDatabase();
    ledger = new Ledger(database, Thread::new);
    hooks = hooks();
    server = new HookServer();
  }

  private ManagedWebhooks hooks() {
    ManagedWebhooks made =
        new ManagedWebhooks(
            database, ledger, new SealedText(new byte[32]), Thread::new, timer, clock);
    made.sync();
    return made;
  }

  @AfterEach
  void close() {
    server.close();
    hooks.close();
    timer.shutdownNow();
    ledger.close();
    database.close();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private Webhook hook(String more) {
    return read(
        "{'name': 'shop', 'url': '"
            + server.url("/hook")
            + "', 'allowPrivate': true, 'secret': '"
            + SECRET
            + "'"
            + more
            + "}");
  }

  private static Webhook read(String text) {
    return JsonWebhookFormat.ofRest().read(null, json(text), null);
  }

  private static MailEvent event(MailEvent.Type type, String recipient, String... tags) {
    Instant now = Instant.now();
    return new MailEvent(
        MessageId.next().value(),
        type,
        now,
        new MailEvent.Message(
            MessageId.next(), now, "shop@example.org", null, List.of(tags), Map.of()),
        recipient,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private void note(MailEvent... events) {
    List<String> bodies =
        List.of(events).stream().map(each -> MailEventJson.write(each).toString()).toList();
    ledger.writeAndWait(
        statements -> {
          hooks.note(statements, bodies);
          return null;
        });
  }

  private List<WebhookDelivery> deliveries(State state) {
    return hooks.deliveries("shop", state, PageRequest.first()).items();
  }

  private void sendUntil(State state, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              hooks.sendNow();
              return deliveries(state).size() == count;
            });
  }

  @Test
  void sendsWhatAHookWantsInOrderAndSigned() {
    hooks.create(hook(", 'events': ['delivered', 'bounced'], 'domains': ['x.org']"));
    note(
        event(MailEvent.Type.ACCEPTED, "a@x.org"),
        event(MailEvent.Type.DELIVERED, "a@x.org"),
        event(MailEvent.Type.DELIVERED, "a@y.org"),
        event(MailEvent.Type.BOUNCED, "b@x.org"));
    sendUntil(State.DELIVERED, 2);
    assertThat(server.posts())
        .extracting(post -> MailEventJson.parse(post.body()).recipient())
        .containsExactly("a@x.org", "b@x.org");
    HookServer.Post post = server.posts().get(0);
    String signature = post.header("Waypost-signature");
    long seconds = Long.parseLong(signature.replaceAll("t=(\\d+),.*", "$1"));
    assertThat(signature)
        .isEqualTo(Signature.of(SECRET, seconds, post.body().getBytes(StandardCharsets.UTF_8)))
        .matches("t=\\d+,v1=[0-9a-f]{64}");
    assertThat(deliveries(null).get(0).answer().status()).isEqualTo(200);
  }

  @Test
  void triesAgainAfterAPauseAndKeepsTheOrder() {
    server.answering(500, 503);
    hooks.create(hook(""));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"), event(MailEvent.Type.DELIVERED, "a@x.org"));
    Awaitility.await().until(() -> sent(1));
    assertThat(deliveries(State.PENDING)).hasSize(2);
    assertThat(deliveries(State.PENDING).get(1).answer().status()).isEqualTo(500);
    time.set(time.get().plusSeconds(6));
    Awaitility.await().until(() -> sent(2));
    time.set(time.get().plusSeconds(6));
    hooks.sendNow();
    assertThat(server.posts()).hasSize(2);
    time.set(time.get().plusSeconds(6));
    sendUntil(State.DELIVERED, 2);
    assertThat(server.posts())
        .extracting(post -> MailEventJson.parse(post.body()).type())
        .containsExactly(
            MailEvent.Type.ACCEPTED,
            MailEvent.Type.ACCEPTED,
            MailEvent.Type.ACCEPTED,
            MailEvent.Type.DELIVERED);
    assertThat(deliveries(null).get(1).attempts()).isEqualTo(3);
  }

  /** Whether so many attempts have been noted. */
  private boolean sent(int attempts) {
    hooks.sendNow();
    return deliveries(null).stream().mapToInt(WebhookDelivery::attempts).sum() == attempts;
  }

  @Test
  void givesUpAndGoesOn() {
    for (int i = 0; i < Pauses.MOST_ATTEMPTS; i++) {
      server.answering(400);
    }
    hooks.create(hook(""));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"), event(MailEvent.Type.DELIVERED, "b@x.org"));
    for (int i = 1; i <= Pauses.MOST_ATTEMPTS; i++) {
      int attempts = i;
      Awaitility.await().until(() -> sentAtLeast(attempts));
      time.set(time.get().plus(Duration.ofMinutes(16)));
    }
    sendUntil(State.DELIVERED, 1);
    assertThat(deliveries(State.FAILED)).hasSize(1);
    assertThat(deliveries(State.FAILED).get(0).event()).isEqualTo("accepted");
  }

  private boolean sentAtLeast(int attempts) {
    hooks.sendNow();
    return deliveries(null).stream().mapToInt(WebhookDelivery::attempts).sum() >= attempts;
  }

  @Test
  void sendsManyAtOnce() {
    hooks.create(hook(", 'batch': 10"));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"), event(MailEvent.Type.DELIVERED, "b@x.org"));
    sendUntil(State.DELIVERED, 2);
    assertThat(server.posts()).hasSize(1);
    assertThat(Json.createReader(new StringReader(server.posts().get(0).body())).readArray())
        .hasSize(2);
  }

  @Test
  void aSlowHookHoldsUpNoOther() {
    hooks.create(
        read(
            "{'name': 'slow', 'url': '"
                + server.url("/never")
                + "', 'allowPrivate': true, 'secret': '"
                + SECRET
                + "'}"));
    hooks.create(hook(""));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"));
    long begun = System.nanoTime();
    sendUntil(State.DELIVERED, 1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void sendsAgainWhatIsAskedFor() {
    hooks.create(hook(""));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"));
    sendUntil(State.DELIVERED, 1);
    assertThat(hooks.redeliver("shop", 4711)).isFalse();
    assertThat(hooks.redeliver("other", deliveries(null).get(0).id())).isFalse();
    assertThat(hooks.redeliver("shop", deliveries(null).get(0).id())).isTrue();
    sendUntil(State.DELIVERED, 2);
    assertThat(server.posts().get(0).body()).isEqualTo(server.posts().get(1).body());
  }

  @Test
  void testsAHookAtOnce() {
    assertThat(hooks.test("shop")).isEmpty();
    hooks.create(hook(", 'enabled': false"));
    assertThat(hooks.isAny()).isFalse();
    assertThat(hooks.test("shop").orElseThrow().isTaken()).isTrue();
    assertThat(json(server.posts().get(0).body()).getString("event")).isEqualTo("test");
    assertThat(deliveries(null)).isEmpty();
  }

  @Test
  void whatIsDeletedIsForgotten() {
    server.answering(500);
    hooks.create(hook(""));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"));
    Awaitility.await().until(() -> sent(1));
    hooks.delete("shop");
    assertThat(deliveries(null)).isEmpty();
    hooks.deleteOld();
  }

  @Test
  void historyIsBounded() {
    hooks.create(hook(", 'batch': 100"));
    note(event(MailEvent.Type.ACCEPTED, "a@x.org"), event(MailEvent.Type.DELIVERED, "a@x.org"));
    sendUntil(State.DELIVERED, 2);
    ledger.writeAndWait(
        statements -> {
          DeliveryTable.deleteOld(statements, List.of("shop"), 0, 1);
          return null;
        });
    assertThat(deliveries(null)).hasSize(1);
    time.set(time.get().plus(Duration.ofDays(8)));
    hooks.deleteOld();
    assertThat(deliveries(null)).isEmpty();
  }

  @Test
  void theSecretIsSealedAndNotTold() {
    hooks.create(hook(""));
    String stored =
        database.read(
            statements ->
                statements
                    .first("select definition from webhook", row -> row.getString(1))
                    .orElseThrow());
    assertThat(stored).doesNotContain(SECRET);
    JsonObject told =
        JsonWebhookFormat.ofRest().write(hooks.find("shop").orElseThrow().definition()).build();
    assertThat(told.toString()).doesNotContain(SECRET).contains("secretSet");
    assertThat(
            JsonWebhookFormat.ofRest()
                .read("shop", told, hooks.find("shop").orElseThrow().definition())
                .secret())
        .isEqualTo(SECRET);
    assertThat(hooks().find("shop").orElseThrow().definition().secret()).isEqualTo(SECRET);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertFault("url", "{'name': 'a', 'secret': '" + SECRET + "', 'url': 'ftp://x.org/'}");
    assertFault("url", "{'name': 'a', 'secret': '" + SECRET + "', 'url': 'http://127.0.0.1/'}");
    assertFault("url", "{'name': 'a', 'secret': '" + SECRET + "', 'url': 'http://[::1]/'}");
    assertFault("secret", "{'name': 'a', 'url': 'https://x.org/'}");
    assertFault("secret", "{'name': 'a', 'url': 'https://x.org/', 'secret': 'short'}");
    assertFault("name", "{'url': 'https://x.org/', 'secret': '" + SECRET + "'}");
    assertFault(
        "events",
        "{'name':'a','url':'https://x.org/','secret':'" + SECRET + "','events':['opened']}");
  }

  private static void assertFault(String member, String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidMemberException.class)
        .extracting(e -> ((InvalidMemberException) e).member())
        .asString()
        .startsWith(member);
  }
}
