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

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.waypost.aliases.AliasFormat;
import org.waypost.aliases.Aliases;
import org.waypost.capture.CapturedMail;
import org.waypost.classification.BounceRuleFormat;
import org.waypost.classification.BounceRules;
import org.waypost.classification.JsonBounceRuleFormat;
import org.waypost.content.StoredContent;
import org.waypost.events.LiveEvents;
import org.waypost.explain.RouteExplainer;
import org.waypost.extensions.Plugins;
import org.waypost.health.Readiness;
import org.waypost.identity.Accounts;
import org.waypost.identity.SignInLocks;
import org.waypost.identity.Users;
import org.waypost.listeners.JsonListenerFormat;
import org.waypost.listeners.ListenerFormat;
import org.waypost.listeners.Listeners;
import org.waypost.mailview.MailOpener;
import org.waypost.operations.JsonSelectionFormat;
import org.waypost.operations.QueueOperations;
import org.waypost.operations.SelectionFormat;
import org.waypost.parking.ParkedMail;
import org.waypost.routing.RouteFormat;
import org.waypost.routing.Routes;
import org.waypost.scheduling.ShapingFormat;
import org.waypost.scheduling.ShapingRules;
import org.waypost.scheduling.SiteStatuses;
import org.waypost.sources.JsonPoolFormat;
import org.waypost.sources.JsonSourceFormat;
import org.waypost.sources.PoolFormat;
import org.waypost.sources.SourceFormat;
import org.waypost.sources.SourcePools;
import org.waypost.sources.Sources;
import org.waypost.stats.Statistics;
import org.waypost.submission.DraftFormat;
import org.waypost.submission.DraftReader;
import org.waypost.submission.Submissions;
import org.waypost.suppression.Suppressions;
import org.waypost.suspension.SuspensionList;
import org.waypost.templates.JsonTemplateFormat;
import org.waypost.templates.TemplateFormat;
import org.waypost.templates.Templates;
import org.waypost.tlspolicy.JsonTlsRuleFormat;
import org.waypost.tlspolicy.TlsRuleFormat;
import org.waypost.tlspolicy.TlsRules;
import org.waypost.trace.Trace;
import org.waypost.webhooks.JsonWebhookFormat;
import org.waypost.webhooks.WebhookFormat;
import org.waypost.webhooks.Webhooks;

/** Offers the relay's services to console and REST by injection. */
@ApplicationScoped
public class Services {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  @EJB private NodeBean node;

  @Produces
  @ApplicationScoped
  Trace trace() {
    return relay().records().trace();
  }

  @Produces
  @ApplicationScoped
  StoredContent content() {
    return relay().records().content();
  }

  @Produces
  @ApplicationScoped
  MailOpener mailOpener() {
    return relay().records().opener();
  }

  @Produces
  @ApplicationScoped
  CapturedMail captured() {
    return relay().records().captured();
  }

  @Produces
  @ApplicationScoped
  ParkedMail parked() {
    return relay().scheduling().parkedMail();
  }

  @Produces
  @ApplicationScoped
  QueueOperations queueOperations() {
    return relay().sending().operations();
  }

  @Produces
  @ApplicationScoped
  SuspensionList suspensions() {
    return relay().scheduling().suspensions();
  }

  @Produces
  @ApplicationScoped
  SelectionFormat selectionFormat() {
    return new JsonSelectionFormat(Clock.systemUTC());
  }

  @Produces
  @ApplicationScoped
  Suppressions suppressions() {
    return relay().bounces().suppressions();
  }

  @Produces
  @ApplicationScoped
  Webhooks webhooks() {
    return relay().events().webhooks();
  }

  @Produces
  @ApplicationScoped
  LiveEvents liveEvents() {
    return relay().events().live();
  }

  @Produces
  @ApplicationScoped
  WebhookFormat webhookFormat() {
    return JsonWebhookFormat.ofRest();
  }

  @Produces
  @ApplicationScoped
  BounceRules bounceRules() {
    return relay().bounces().bounceRules();
  }

  @Produces
  @ApplicationScoped
  BounceRuleFormat bounceRuleFormat() {
    return new JsonBounceRuleFormat();
  }

  @Produces
  @ApplicationScoped
  Submissions submissions() {
    return relay().reception().submissions();
  }

  @Produces
  @ApplicationScoped
  DraftFormat draftFormat() {
    return DraftReader::read;
  }

  @Produces
  @ApplicationScoped
  Templates templates() {
    return relay().reception().templates();
  }

  @Produces
  @ApplicationScoped
  TemplateFormat templateFormat() {
    return new JsonTemplateFormat();
  }

  @Produces
  @ApplicationScoped
  Statistics statistics() {
    return relay().statistics();
  }

  @Produces
  @ApplicationScoped
  Accounts accounts() {
    return relay().identity().accounts();
  }

  @Produces
  @ApplicationScoped
  Users users() {
    return relay().identity().users();
  }

  @Produces
  @ApplicationScoped
  SignInLocks signInLocks() {
    return relay().identity().locks();
  }

  @Produces
  @ApplicationScoped
  Listeners listeners() {
    return relay().listeners();
  }

  @Produces
  @ApplicationScoped
  TlsRules tlsRules() {
    return relay().sending().outboundTls().rules();
  }

  @Produces
  @ApplicationScoped
  TlsRuleFormat tlsRuleFormat() {
    return new JsonTlsRuleFormat();
  }

  @Produces
  @ApplicationScoped
  ListenerFormat listenerFormat() {
    return new JsonListenerFormat();
  }

  @Produces
  @ApplicationScoped
  Aliases aliases() {
    return relay().routing().aliases();
  }

  @Produces
  @ApplicationScoped
  SiteStatuses sites() {
    return relay().scheduling().sites();
  }

  @Produces
  @ApplicationScoped
  AliasFormat aliasFormat() {
    return new AliasFormat() {};
  }

  @Produces
  @ApplicationScoped
  ShapingRules shapingRules() {
    return relay().scheduling().shaping();
  }

  @Produces
  @ApplicationScoped
  RouteExplainer routeExplainer() {
    return relay().routeExplainer();
  }

  @Produces
  @ApplicationScoped
  ShapingFormat shapingFormat() {
    return relay().scheduling().shapingFormat();
  }

  @Produces
  @ApplicationScoped
  Routes routes() {
    return relay().routing().routes();
  }

  @Produces
  @ApplicationScoped
  RouteFormat routeFormat() {
    return relay().routing().format(relay().scheduling().sources().pools());
  }

  @Produces
  @ApplicationScoped
  Sources sources() {
    return relay().scheduling().sources().sources();
  }

  @Produces
  @ApplicationScoped
  SourcePools sourcePools() {
    return relay().scheduling().sources().pools();
  }

  @Produces
  @ApplicationScoped
  SourceFormat sourceFormat() {
    return new JsonSourceFormat();
  }

  @Produces
  @ApplicationScoped
  PoolFormat poolFormat() {
    return new JsonPoolFormat();
  }

  @Produces
  @ApplicationScoped
  Plugins plugins() {
    return relay().plugins().plugins();
  }

  @Produces
  @ApplicationScoped
  Readiness readiness() {
    return this::checks;
  }

  private List<Readiness.Check> checks() {
    List<Readiness.Check> checks = new ArrayList<>();
    boolean started = node.relay().isPresent();
    checks.add(new Readiness.Check("node", started, started ? "" : "not started"));
    boolean database = started && relay().database().isUp();
    checks.add(new Readiness.Check("database", database, database ? "" : "does not answer"));
    if (started) {
      checks.add(listenersCheck());
    }
    boolean proven = started && node.isProven();
    checks.add(
        new Readiness.Check(
            "mail", proven, proven ? "" : "the listeners or the queue have not answered yet"));
    return checks;
  }

  private Readiness.Check listenersCheck() {
    try {
      return ListenersAtWork.of(relay().listeners().statuses()).check();
    } catch (IllegalStateException e) {
      return new Readiness.Check("listeners", false, "the SMTP server does not answer");
    }
  }

  private Relay relay() {
    return node.awaitRelay(START_LIMIT);
  }
}
