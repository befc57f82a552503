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
package org.waypost.node;

import java.time.InstantSource;
import org.waypost.aliases.ManagedAliases;
import org.waypost.api.settings.Settings;
import org.waypost.dns.MailExchangers;
import org.waypost.explain.DryRun;
import org.waypost.explain.HopExplainer;
import org.waypost.explain.RouteExplainer;
import org.waypost.parking.RetrySchedule;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.JsonRouteFormat;
import org.waypost.routing.ManagedRoutes;
import org.waypost.routing.RouteFormat;
import org.waypost.routing.Router;
import org.waypost.routing.UsualRoute;
import org.waypost.secrets.KeyFile;
import org.waypost.secrets.SharedSecret;
import org.waypost.sources.SourcePools;

/** Which way mail takes: routes, aliases and domains, and senders rewritten. */
final class Routing {

  private final Router router;
  private final SenderRewriter senders;
  private final ManagedRoutes routes;
  private final ManagedAliases aliases;
  private final RetrySchedule schedule;

  /** Reads what the database knows. */
  Routing(Settings settings, Storage storage, RetrySchedule schedule) {
    router = new Router(settings.mode(), UsualRoute.of(settings));
    senders =
        new SenderRewriter(
            SharedSecret.open(storage.database(), storage.ledger(), SenderRewriter.SECRET),
            InstantSource.system());
    routes =
        new ManagedRoutes(
            storage.database(),
            storage.ledger(),
            KeyFile.open(settings.data(), settings.secretKey()),
            schedule,
            router);
    aliases = new ManagedAliases(storage.database(), storage.ledger(), senders);
    this.schedule = schedule;
    routes.sync();
    aliases.sync();
  }

  void runBy(Timetable timetable) {
    timetable.every(Timetable.CHANGES, "looking for changed routes", routes::sync);
    timetable.every(Timetable.CHANGES, "looking for changed aliases", aliases::sync);
  }

  Router router() {
    return router;
  }

  SenderRewriter senders() {
    return senders;
  }

  ManagedRoutes routes() {
    return routes;
  }

  ManagedAliases aliases() {
    return aliases;
  }

  RouteFormat format(SourcePools pools) {
    return JsonRouteFormat.ofRest(schedule, pools::knows);
  }

  RouteExplainer explainer(MailExchangers exchangers, HopExplainer hops, SourcePools pools) {
    return new DryRun(aliases, routes, format(pools), senders, exchangers, hops, pools);
  }
}
