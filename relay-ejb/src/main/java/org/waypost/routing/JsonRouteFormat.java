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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;
import org.waypost.parking.RetrySchedule;
import org.waypost.rewriting.SenderRewriting;
import org.waypost.tlspolicy.TlsPolicyFormat;

/** The JSON form of routes, in the database and in REST, which differ in their secrets alone. */
public final class JsonRouteFormat implements RouteFormat {

  private static final int MOST_ORDER = 1_000_000;

  /** Where a route stands that says nothing of it: room before and behind. */
  private static final int USUAL_ORDER = 100;

  private final TargetFormat targets;
  private final RetryFormat retries;
  private final Predicate<String> pools;

  private JsonRouteFormat(SecretForm secrets, RetrySchedule usual, Predicate<String> pools) {
    this.targets = new TargetFormat(secrets);
    this.retries = new RetryFormat(usual);
    this.pools = pools;
  }

  /**
   * The form of REST, which never tells a secret.
   *
   * @param usual what a retry schedule has where the route says nothing
   * @param pools whether there is a pool of source addresses of a name
   */
  public static JsonRouteFormat ofRest(RetrySchedule usual, Predicate<String> pools) {
    return new JsonRouteFormat(SecretForm.untold(), usual, pools);
  }

  /** The form of the database, with secrets in this form. */
  static JsonRouteFormat stored(SecretForm secrets, RetrySchedule usual) {
    return new JsonRouteFormat(secrets, usual, pool -> true);
  }

  @Override
  public JsonObjectBuilder write(RouteDefinition definition) {
    RouteOptions options = definition.route().options();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", definition.name())
            .add("order", definition.order())
            .add("enabled", definition.enabled())
            .add("match", MatchFormat.write(definition.match()))
            .add("target", targets.write(definition.route().target()));
    options.retry().ifPresent(retry -> json.add("retry", RetryFormat.write(retry)));
    options.tls().ifPresent(tls -> json.add("tls", TlsPolicyFormat.write(tls)));
    options.sourcePool().ifPresent(pool -> json.add("sourcePool", pool));
    if (!options.sender().equals(SenderRewriting.NONE)) {
      json.add(
          "sender",
          Json.createObjectBuilder()
              .add("rewrite", options.sender().scheme().name().toLowerCase(Locale.ROOT))
              .add("domain", options.sender().domain()));
    }
    if (definition.inCaptureMode()) {
      json.add("inCaptureMode", true);
    }
    return json;
  }

  @Override
  public JsonObjectBuilder write(Target target) {
    return targets.write(target);
  }

  @Override
  public RouteDefinition read(String name, JsonObject json, RouteDefinition before) {
    JsonMembers members = JsonMembers.of(json);
    String called =
        name == null
            ? members.required("name", JsonRouteFormat::name)
            : members.text("name", name, JsonRouteFormat::name);
    if (name != null && !name.equals(called)) {
      throw members.fault("name", "not '" + called + "': the URL says '" + name + "'");
    }
    int order = members.number("order", USUAL_ORDER, 0, MOST_ORDER);
    boolean enabled = members.flag("enabled", true);
    boolean inCaptureMode = members.flag("inCaptureMode", false);
    RouteMatch match = MatchFormat.read(members.object("match"));
    if (!members.has("target")) {
      throw members.fault("target", "has to be given");
    }
    Target target =
        targets.read(
            members.object("target"),
            Optional.ofNullable(before).map(each -> each.route().target()));
    RouteOptions options = options(members);
    members.end();
    try {
      return new RouteDefinition(
          new Route(called, target, options), order, match, enabled, inCaptureMode);
    } catch (IllegalArgumentException e) {
      String[] parts = e.getMessage().split(": ", 2);
      throw new InvalidMemberException(parts.length > 1 ? parts[0] : "", parts[parts.length - 1]);
    }
  }

  private RouteOptions options(JsonMembers members) {
    return new RouteOptions(
        members.has("retry")
            ? Optional.of(retries.read(members.object("retry")))
            : Optional.empty(),
        TlsPolicyFormat.read(members, "tls"),
        Optional.ofNullable(members.text("sourcePool", null, this::pool)),
        members.has("sender") ? sender(members.object("sender")) : SenderRewriting.NONE);
  }

  private static SenderRewriting sender(JsonMembers members) {
    SenderRewriting.Scheme scheme =
        members.oneOf("rewrite", SenderRewriting.Scheme.NONE, SenderRewriting.Scheme.class);
    String domain = members.text("domain", null, Function.identity());
    members.end();
    if (scheme == SenderRewriting.Scheme.NONE) {
      return SenderRewriting.NONE;
    }
    try {
      return new SenderRewriting(scheme, domain);
    } catch (IllegalArgumentException e) {
      throw members.fault("domain", e.getMessage());
    }
  }

  private String pool(String text) {
    if (!pools.test(name(text))) {
      throw new IllegalArgumentException("there is no pool '" + text + "' of source addresses");
    }
    return text;
  }

  private static String name(String text) {
    if (text.isBlank()
        || text.length() > 64
        || !text.equals(text.strip())
        || text.chars().anyMatch(c -> Character.isISOControl(c) || c == '/')) {
      throw new IllegalArgumentException(
          "1 to 64 characters, without slashes, control characters, or spaces around it");
    }
    return text;
  }
}
