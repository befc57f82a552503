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
package org.waypost.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.aliases.Alias;
import org.waypost.aliases.ManagedAliases;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.dns.MxLookup;
import org.waypost.json.InvalidMemberException;
import org.waypost.parking.RetrySchedule;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.JsonRouteFormat;
import org.waypost.routing.ManagedRoutes;
import org.waypost.routing.Router;
import org.waypost.secrets.SealedText;
import org.waypost.sources.PoolDecision;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class DryRunTest {

  private static final RetrySchedule USUAL =
      new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5));

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private ManagedAliases aliases;
  private ManagedRoutes routes;
  private RouteExplainer explainer;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    SenderRewriter senders = new SenderRewriter(new byte[32], InstantSource.system());
    aliases = new ManagedAliases(database, ledger, senders);
    aliases.sync();
    routes =
        new ManagedRoutes(
            database,
            ledger,
            new SealedText(new byte[32]),
            USUAL,
            new Router(Mode.RELAY, Optional.empty()));
    routes.sync();
    explainer =
        new DryRun(
            aliases,
            routes,
            JsonRouteFormat.ofRest(USUAL, pool -> true),
            senders,
            domain -> new MxLookup.NullMx(),
            (route, domain, requireTls, tlsOptional) ->
                Optional.of(
                    Json.createObjectBuilder()
                        .add("refusal", route.name() + " " + requireTls + " " + tlsOptional)),
            (mail, ofRoute) ->
                new PoolDecision(ofRoute.or(() -> Optional.of("news")), "of a test"));
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private JsonObject explain(String question) {
    return explainer.explain(json(question));
  }

  @Test
  void tellsRouteTargetReasonAndSender() {
    routes.create(
        JsonRouteFormat.ofRest(USUAL, pool -> true)
            .read(
                null,
                json(
                    "{'name': 'bulk', 'match': {'header': {'name': 'Precedence', 'value':"
                        + " 'bulk'}, 'tag': 'news'}, 'target': {'type': 'smarthost', 'hosts':"
                        + " [{'host': 'out.example'}]}, 'sender': {'rewrite': 'verp', 'domain':"
                        + " 'b.example'}, 'tls': 'verified'}"),
                null));

    JsonObject answer =
        explain(
            "{'recipient': 'to@x.org', 'sender': 'a@y.org', 'tags': ['news'], 'headers':"
                + " {'precedence': 'bulk'}}");
    assertThat(answer.getString("route")).isEqualTo("bulk");
    assertThat(answer.getJsonObject("target").getString("type")).isEqualTo("smarthost");
    assertThat(answer.getString("reason")).contains("tag news fits news");
    JsonObject one = answer.getJsonArray("recipients").getJsonObject(0);
    assertThat(one.getString("sender")).startsWith("bounce+").endsWith("@b.example");
    assertThat(one.getString("tls")).isEqualTo("verified");
    assertThat(one.getString("destination")).isEqualTo("out.example:25");
    assertThat(one.getString("sourcePool")).isEqualTo("news");
    assertThat(one.getString("sourcePoolReason")).isEqualTo("of a test");
  }

  @Test
  void tellsWhatDnsSaysWhenAsked() {
    JsonObject answer = explain("{'recipient': 'to@x.org', 'dns': true}");

    assertThat(answer.getString("route")).isEqualTo("mx");
    assertThat(answer.getString("reason")).contains("no route matches");
    assertThat(answer.getJsonArray("recipients").getJsonObject(0).getJsonObject("dns"))
        .isEqualTo(json("{'problem': 'domain x.org does not accept mail (null MX)'}"));
  }

  @Test
  void tellsHowHopsAreSecuredWhenAsked() {
    assertThat(nextHops("{'recipient': 'to@x.org', 'dns': true}")).isEqualTo("mx false false");
    assertThat(nextHops("{'recipient': 'to@x.org', 'dns': true, 'requireTls': true}"))
        .isEqualTo("mx true false");
    assertThat(
            nextHops("{'recipient': 'to@x.org', 'dns': true, 'headers': {'TLS-Required': 'no'}}"))
        .isEqualTo("mx false true");
    assertThat(explain("{'recipient': 'to@x.org'}").getJsonArray("recipients").getJsonObject(0))
        .doesNotContainKey("nextHops");
  }

  private String nextHops(String question) {
    return explain(question)
        .getJsonArray("recipients")
        .getJsonObject(0)
        .getJsonObject("nextHops")
        .getString("refusal");
  }

  @Test
  void tellsWhomAnAliasStandsFor() {
    aliases.put(
        new Alias(
            EmailAddress.parse("all@x.org"),
            List.of(EmailAddress.parse("a@y.org"), EmailAddress.parse("b@y.org"))),
        false);

    JsonObject answer = explain("{'recipient': 'all@x.org'}");
    assertThat(answer.getJsonArray("rewritten").getString(0))
        .isEqualTo("all@x.org → [a@y.org, b@y.org] (alias)");
    assertThat(answer.getJsonArray("recipients")).hasSize(2);
  }

  @Test
  void tellsOfCircles() {
    aliases.put(
        new Alias(EmailAddress.parse("a@x.org"), List.of(EmailAddress.parse("b@x.org"))), false);
    aliases.put(
        new Alias(EmailAddress.parse("b@x.org"), List.of(EmailAddress.parse("a@x.org"))), false);

    JsonObject answer = explain("{'recipient': 'a@x.org'}");
    assertThat(answer.getString("refusal")).startsWith("550 5.4.6 Aliases lead in a circle");
    assertThat(answer).doesNotContainKey("route");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> explain("{'sender': 'a@x.org'}"))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("recipient"));
    assertThatThrownBy(() -> explain("{'recipient': 'a@x.org', 'headers': {'X': 3}}"))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("headers.X"));
  }
}
