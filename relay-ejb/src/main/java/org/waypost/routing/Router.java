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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;

/**
 * Finds the route of each recipient, and groups recipients by destination. Safe for use by any
 * number of threads, without a look-up of any kind.
 */
public final class Router {

  /** Recipients of one transaction with a next hop; RFC 5321 4.5.3.1.8 lets a peer refuse more. */
  static final int MAX_GROUP = 100;

  private final Route last;
  private final boolean capturing;
  private volatile RoutingTable table;
  private volatile RouteChoice choice = RouteChoice.NONE;

  /**
   * A router without routes: sends everything one way, to the console in capture mode, else to the
   * smart host, else where DNS says.
   */
  public Router(Mode mode, Optional<HostPort> smartHost) {
    this(
        mode,
        smartHost
            .map(host -> Route.of("smarthost", Target.SmartHost.of(host)))
            .orElseGet(() -> Route.of("mx", new Target.MailExchanger())));
  }

  /** A router without routes: sends everything this way, or to the console in capture mode. */
  public Router(Mode mode, Route usual) {
    capturing = mode == Mode.CAPTURE;
    last = capturing ? Route.of("capture", new Target.Capture()) : usual;
    use(List.of());
  }

  /** Takes these routes from now on. */
  public void use(List<RouteDefinition> definitions) {
    table = new RoutingTable(definitions, last, capturing);
  }

  /** Asks this before the routes' own matches, where mail is grouped. */
  public void choosing(RouteChoice other) {
    choice = other;
  }

  /** The route for a recipient. */
  public Route route(RoutingRequest request) {
    return table.route(request);
  }

  /** A route by its name, such as that which an administrator redirected mail to. */
  public Optional<Route> find(String name) {
    return table.find(name);
  }

  /** The name of a route whose mail leaves from this pool of source addresses, if there is one. */
  public Optional<String> usingPool(String pool) {
    return table.rules().stream()
        .filter(rule -> rule.route().options().sourcePool().filter(pool::equals).isPresent())
        .map(RouteDefinition::name)
        .findFirst();
  }

  RoutingTable table() {
    return table;
  }

  /**
   * Groups of at most 100 recipients that share route and destination, in order of appearance.
   *
   * @param redirect name of the route to take whatever matches; null for the routes' own choice,
   *     which also holds when there is no such route any more
   */
  public List<DestinationGroup> group(
      MailHeader header,
      RoutingRequest.Fields fields,
      List<Recipient> recipients,
      String redirect) {
    RoutingTable now = table;
    Optional<Route> forced = redirect == null ? Optional.empty() : now.find(redirect);
    record Key(Route route, String destination) {}
    Map<Key, List<Recipient>> byDestination = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      Route route =
          forced
              .or(() -> choice.of(header, recipients, recipient).flatMap(now::find))
              .orElseGet(() -> now.route(RoutingRequest.of(header, recipient.address(), fields)));
      byDestination
          .computeIfAbsent(
              new Key(route, route.destination(recipient.address())), key -> new ArrayList<>())
          .add(recipient);
    }
    List<DestinationGroup> groups = new ArrayList<>();
    byDestination.forEach(
        (key, all) -> {
          // A sender for each recipient takes a transaction for each.
          int most = key.route().options().sender().isPerRecipient() ? 1 : MAX_GROUP;
          for (int from = 0; from < all.size(); from += most) {
            groups.add(
                new DestinationGroup(
                    groups.size() + 1,
                    key.route().name(),
                    key.destination(),
                    all.subList(from, Math.min(from + most, all.size()))));
          }
        });
    return groups;
  }
}
