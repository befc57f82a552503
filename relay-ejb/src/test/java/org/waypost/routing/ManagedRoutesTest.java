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
package org.waypost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.routing.RoutesByJson.request;
import static org.waypost.routing.RoutesByJson.route;
import static org.waypost.routing.RoutesByJson.rule;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.paging.PageRequest;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class ManagedRoutesTest {

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private ManagedRoutes routes(Router router) {
    ManagedRoutes routes =
        new ManagedRoutes(
            database, ledger, new SealedText(new byte[32]), RoutesByJson.USUAL, router);
    routes.sync();
    return routes;
  }

  private static Router relaying() {
    return new Router(Mode.RELAY, Optional.of(new HostPort("smart.example", 25)));
  }

  private static String way(Router router, String recipient) {
    return router.route(request("a@x.org", recipient)).name();
  }

  @Test
  void changesAreInEffectHereAndOnOtherNodes() {
    Router here = relaying();
    Router there = relaying();
    ManagedRoutes routes = routes(here);
    ManagedRoutes others = routes(there);

    assertThat(routes.create(rule("one", 5, "{'recipientDomain': 'one.example'}"))).isPresent();
    assertThat(routes.create(rule("one", 5, "{}"))).isEmpty();
    assertThat(way(here, "b@one.example")).isEqualTo("one");
    assertThat(way(there, "b@one.example")).isEqualTo("smarthost");
    others.sync();
    assertThat(way(there, "b@one.example")).isEqualTo("one");

    others.replace(rule("one", 5, "{'recipientDomain': 'two.example'}"));
    routes.sync();
    assertThat(way(here, "b@one.example")).isEqualTo("smarthost");
    assertThat(way(here, "b@two.example")).isEqualTo("one");

    assertThat(others.delete("one")).isTrue();
    assertThat(others.delete("one")).isFalse();
    routes.sync();
    assertThat(way(here, "b@two.example")).isEqualTo("smarthost");
  }

  @Test
  void theLowestOrderIsTakenThenTheName() {
    Router router = relaying();
    ManagedRoutes routes = routes(router);
    routes.create(rule("b", 10, "{}"));
    routes.create(rule("a", 10, "{'recipientDomain': 'x.example'}"));
    routes.create(rule("z", 5, "{'recipientDomain': 'y.example'}"));

    assertThat(way(router, "b@x.example")).isEqualTo("a");
    assertThat(way(router, "b@y.example")).isEqualTo("z");
    assertThat(way(router, "b@z.example")).isEqualTo("b");
    assertThat(routes.list(PageRequest.first()).items())
        .extracting(stored -> stored.definition().name())
        .containsExactly("z", "a", "b");
  }

  @Test
  void explainsWhy() {
    ManagedRoutes routes = routes(relaying());
    routes.create(rule("bob", 1, "{'recipient': 'bob@*'}"));
    routes.create(route("{'name': 'off', 'order': 2, 'enabled': false, 'target': {'type': 'mx'}}"));
    routes.create(rule("org", 3, "{'recipientDomain': '*.org'}"));
    routes.create(rule("all", 4, "{}"));

    Explanation explanation = routes.explain(request("a@x.org", "eve@example.org"));
    assertThat(explanation.rule()).isEqualTo("org");
    assertThat(explanation.looked())
        .containsExactly(
            new Explanation.Look("bob", false, "recipient eve@example.org does not fit bob@*"),
            new Explanation.Look("off", false, "it is disabled"),
            new Explanation.Look("org", true, "recipientDomain example.org fits *.org"));
  }

  @Test
  void captureModeFollowsOnlyWhatIsMarked() {
    Router router = new Router(Mode.CAPTURE, Optional.empty());
    ManagedRoutes routes = routes(router);
    routes.create(rule("plain", 1, "{'recipientDomain': 'plain.example'}"));
    routes.create(
        route(
            "{'name': 'marked', 'order': 2, 'target': {'type': 'jms', 'queue': 'q'},"
                + " 'inCaptureMode': true}"));

    assertThat(way(router, "a@plain.example")).isEqualTo("capture");
    assertThat(way(router, "a@other.example")).isEqualTo("marked");
    assertThat(router.find("plain").orElseThrow().target()).isEqualTo(new Target.Capture());
    Explanation explanation = routes.explain(request("a@x.org", "a@plain.example"));
    assertThat(explanation.capturing()).isTrue();
    assertThat(explanation.rule()).isEqualTo("plain");
    assertThat(explanation.route().name()).isEqualTo("capture");
  }

  @Test
  void aRouteMayHaveTheNameOfTheLastOne() {
    Router router = relaying();
    routes(router).create(rule("smarthost", 1, "{'recipientDomain': 'x.example'}"));

    assertThat(way(router, "a@x.example")).isEqualTo("smarthost");
    assertThat(way(router, "a@y.example")).isEqualTo("smarthost (built in)");
  }

  @Test
  void oneThatIsNotUnderstoodLeavesTheOthers() {
    Router router = relaying();
    ManagedRoutes routes = routes(router);
    ledger.writeAndWait(
        statements ->
            statements.update(
                "insert into route (name, position, definition, changed_at) values (?, 1, ?, 0)",
                "new",
                "{\"target\": {\"type\": \"teleport\"}}"));
    routes.create(rule("one", 5, "{}"));

    assertThat(way(router, "a@x.example")).isEqualTo("one");
  }
}
