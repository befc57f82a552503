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
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.process.Command;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/** Users of REST sign in to the submission listeners. */
class SubmissionIT {

  private static final String PASSWORD = "battery staple";
  private static final int LOCKING_FAILURES = 5;

  @TempDir static Path data;
  @TempDir static Path folder;
  static TokenIssuer issuer;
  static WaypostProcess relay;

  @BeforeAll
  static void start() throws Exception {
    issuer = new TokenIssuer();
    Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.keys());
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_SIGN_IN_PAIR_FAILURES", Integer.toString(LOCKING_FAILURES))
            .with("WAYPOST_OAUTH_JWKS", jwks.toString())
            .with("WAYPOST_OAUTH_ISSUER", TokenIssuer.NAME)
            .with("WAYPOST_OAUTH_AUDIENCE", TokenIssuer.AUDIENCE)
            .start();
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  private static void make(String name) {
    JsonObject user =
        Json.createObjectBuilder()
            .add("name", name)
            .add("password", PASSWORD)
            .add("roles", Json.createArrayBuilder(List.of("submitter")))
            .add("addresses", Json.createArrayBuilder(List.of(name + "@shop.example")))
            .build();
    relay.rest().post("/api/v1/users", user).expect(201);
  }

  private static int port(String listener) {
    return Integer.parseInt(relay.launch().setting("WAYPOST_" + listener + "_PORT"));
  }

  private static Command swaks(String listener, String sender, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "swaks",
                "--server",
                "127.0.0.1:" + port(listener),
                "--from",
                sender,
                "--to",
                "b@to.test"));
    command.addAll(List.of(options));
    return Command.run(Duration.ofMinutes(1), command.toArray(String[]::new));
  }

  private static void assertTakenFrom(String user, String sender) {
    TraceClient trace = new TraceClient(relay.rest());
    JsonObject found =
        Awaitility.await()
            .atMost(TraceClient.PATIENCE)
            .until(() -> trace.search("from=" + sender), list -> !list.isEmpty())
            .get(0);
    JsonObject message = trace.await(found.getString("id"), "captured");
    assertThat(message.getString("user")).isEqualTo(user);
  }

  @Test
  void plainOverStarttlsAndLoginOverTls() {
    make("plain");
    swaks("SUBMISSION", "plain@from.test", "--tls", "-a", "PLAIN", "-au", "plain", "-ap", PASSWORD)
        .succeeded();
    swaks(
            "SUBMISSIONS",
            "login@from.test",
            "--tls-on-connect",
            "-a",
            "LOGIN",
            "-au",
            "Plain",
            "-ap",
            PASSWORD)
        .succeeded();

    assertTakenFrom("plain", "plain@from.test");
    assertTakenFrom("plain", "login@from.test");
  }

  @Test
  void nobodySubmitsWithoutSigningIn() throws IOException {
    assertThat(swaks("SUBMISSION", "nobody@from.test", "--tls").output()).contains("* 530 5.7.0");
    String[] wrong = {"--tls", "-a", "PLAIN", "-au", "nobody", "-ap", "wrong"};
    assertThat(swaks("SUBMISSION", "nobody@from.test", wrong).output()).contains("* 535 5.7.8");
    try (SmtpProbe plain = SmtpProbe.greeted(port("SUBMISSION"))) {
      assertThat(plain.command("AUTH PLAIN " + base64("\0plain\0" + PASSWORD)).isPositive())
          .isFalse();
    }
  }

  @Test
  void scramProvesThePasswordToBothEnds() throws Exception {
    make("scram");
    try (SmtpProbe client = secure()) {
      assertThat(scram(client, "scram", PASSWORD).code()).isEqualTo(235);
    }
    try (SmtpProbe client = secure()) {
      assertThat(scram(client, "scram", "wrong password").code()).isEqualTo(535);
    }
    try (SmtpProbe client = secure()) {
      assertThat(scram(client, "nobody-there", PASSWORD).code()).isEqualTo(535);
    }
  }

  @Test
  void anAccessTokenSignsInWhomItNames() throws Exception {
    make("token");
    try (SmtpProbe client = secure()) {
      assertThat(bearer(client, issuer.token("token@shop.example")).code()).isEqualTo(235);
    }
    try (SmtpProbe client = secure()) {
      assertThat(bearer(client, issuer.token("nobody@shop.example")).isPositive()).isFalse();
    }
  }

  @Test
  void failuresLockUntilItIsRevoked() throws IOException {
    make("locked");
    for (int i = 0; i < LOCKING_FAILURES; i++) {
      assertThat(plain("locked", "wrong").code()).isEqualTo(535);
    }
    assertThat(plain("locked", PASSWORD).code()).isEqualTo(454);
    assertThat(plain("admin", WaypostLaunch.PASSWORD).code()).isEqualTo(235);

    String id =
        relay.rest().get("/api/v1/locks").expect(200).json().getJsonArray("items").stream()
            .map(item -> item.asJsonObject())
            .filter(lock -> lock.getString("account", "").equals("locked"))
            .findFirst()
            .orElseThrow()
            .getString("id");
    relay.rest().delete("/api/v1/locks/" + id).expect(204);
    assertThat(plain("locked", PASSWORD).code()).isEqualTo(235);
  }

  private static SmtpProbe secure() throws IOException {
    SmtpProbe probe = SmtpProbe.greeted(port("SUBMISSION"));
    probe.startTls();
    return probe;
  }

  private static SmtpReply plain(String user, String password) throws IOException {
    try (SmtpProbe client = secure()) {
      return client.command("AUTH PLAIN " + base64("\0" + user + "\0" + password));
    }
  }

  private static SmtpReply scram(SmtpProbe client, String user, String password) throws Exception {
    String clientFirst = "n=" + user + ",r=fyko+d2lbbFgONRv9qkxdawL";
    String serverFirst =
        unbase64(client.command("AUTH SCRAM-SHA-256 " + base64("n,," + clientFirst), 334).text());
    String[] attributes = serverFirst.split(",");
    byte[] salt = Base64.getDecoder().decode(attributes[1].substring(2));
    int iterations = Integer.parseInt(attributes[2].substring(2));
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
            .getEncoded();
    String withoutProof = "c=biws," + attributes[0];
    String exchanged = clientFirst + "," + serverFirst + "," + withoutProof;
    byte[] proof = hmac(salted, "Client Key");
    byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(proof), exchanged);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= signature[i];
    }
    String last = withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    SmtpReply reply = client.command(base64(last));
    if (reply.code() != 334) {
      return reply;
    }
    byte[] server = hmac(hmac(salted, "Server Key"), exchanged);
    assertThat(unbase64(reply.text())).isEqualTo("v=" + Base64.getEncoder().encodeToString(server));
    return client.command("");
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SmtpReply bearer(SmtpProbe client, String token) throws IOException {
    return client.command(
        "AUTH OAUTHBEARER " + base64("n,,\u0001auth=Bearer " + token + "\u0001\u0001"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String unbase64(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
