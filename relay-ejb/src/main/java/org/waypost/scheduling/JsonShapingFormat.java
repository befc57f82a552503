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
package org.waypost.scheduling;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.settings.DurationText;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;

/** Shaping rules as JSON, read strictly; what is left out is as in the standard. */
public final class JsonShapingFormat implements ShapingFormat {

  private static final Map<String, Duration> RATES = rates();
  private static final int MOST_RULES = 100;
  private static final int MOST_MESSAGES = 1_000_000_000;

  private final SiteLimits standard;

  /**
   * A format.
   *
   * @param standard what limits are where a rule says nothing
   */
  public JsonShapingFormat(SiteLimits standard) {
    this.standard = standard;
  }

  private static Map<String, Duration> rates() {
    Map<String, Duration> rates = new LinkedHashMap<>();
    rates.put("messagesPerSecond", Duration.ofSeconds(1));
    rates.put("messagesPerMinute", Duration.ofMinutes(1));
    rates.put("messagesPerHour", Duration.ofHours(1));
    rates.put("messagesPerDay", Duration.ofDays(1));
    return rates;
  }

  @Override
  public JsonObjectBuilder write(ShapingRule rule) {
    JsonArrayBuilder replies = Json.createArrayBuilder();
    rule.replies().forEach(reply -> replies.add(write(reply)));
    return Json.createObjectBuilder()
        .add("name", rule.name())
        .add("position", rule.position())
        .add("enabled", rule.enabled())
        .add("hosts", texts(rule.hosts()))
        .add("domains", texts(rule.domains()))
        .add("limits", write(rule.limits()))
        .add("replies", replies);
  }

  @Override
  public JsonObjectBuilder write(SiteLimits limits) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("firstConnections", limits.firstConnections())
            .add("connections", limits.connections())
            .add("messagesPerConnection", limits.messagesPerConnection())
            .add("recipientsPerTransaction", limits.recipientsPerTransaction())
            .add("idle", DurationText.format(limits.idle()))
            .add("failures", limits.failures());
    if (limits.connectionsPerSource() < limits.connections()) {
      json.add("connectionsPerSource", limits.connectionsPerSource());
    }
    limits.timeouts().ifPresent(timeouts -> json.add("timeouts", TimeoutsFormat.write(timeouts)));
    for (SiteLimits.Rate rate : limits.rates()) {
      RATES.forEach(
          (name, per) -> {
            if (per.equals(rate.per())) {
              json.add(name, rate.messages());
            }
          });
    }
    return json;
  }

  private static JsonArrayBuilder texts(List<HostPattern> patterns) {
    return Json.createArrayBuilder(patterns.stream().map(HostPattern::text).toList());
  }

  private static JsonObjectBuilder write(ReplyRule reply) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (!reply.code().isEmpty()) {
      json.add("code", reply.code());
    }
    if (!reply.status().isEmpty()) {
      json.add("status", reply.status());
    }
    reply.text().ifPresent(text -> json.add("text", text.pattern()));
    json.add("action", reply.action().name().toLowerCase(Locale.ROOT));
    reply.time().ifPresent(time -> json.add("time", DurationText.format(time)));
    if (reply.ofSource()) {
      json.add("scope", "source");
    }
    return json;
  }

  @Override
  public ShapingRule read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String given = members.text("name", name, text -> text);
    if (given == null) {
      throw members.fault("name", "has to be given");
    }
    if (name != null && !name.equals(given)) {
      throw members.fault("name", "is '" + name + "' in the path");
    }
    List<HostPattern> hosts = patterns(members, "hosts");
    List<HostPattern> domains = patterns(members, "domains");
    if (hosts.isEmpty() && domains.isEmpty() && !given.equals(ShapingRule.STANDARD)) {
      throw members.fault("hosts", "hosts or domains have to be given");
    }
    int position = members.number("position", 500, 0, 1_000_000);
    boolean enabled = members.flag("enabled", true);
    SiteLimits limits = limits(members.object("limits"));
    List<ReplyRule> replies = new ArrayList<>();
    for (JsonMembers reply : members.objects("replies")) {
      replies.add(reply(reply));
    }
    if (replies.size() > MOST_RULES) {
      throw members.fault("replies", "at most " + MOST_RULES);
    }
    members.end();
    try {
      return new ShapingRule(given, position, enabled, hosts, domains, limits, replies);
    } catch (IllegalArgumentException e) {
      throw new InvalidMemberException("name", e.getMessage());
    }
  }

  private static List<HostPattern> patterns(JsonMembers members, String name) {
    return members.isText(name)
        ? members.oneOrMore(name, HostPattern::of)
        : members.texts(name, List.of(), HostPattern::of);
  }

  private SiteLimits limits(JsonMembers members) {
    int most = members.number("connections", standard.connections(), 1, 1000);
    int first =
        members.number("firstConnections", Math.min(standard.firstConnections(), most), 1, most);
    List<SiteLimits.Rate> rates = new ArrayList<>();
    RATES.forEach(
        (name, per) -> {
          if (members.has(name)) {
            rates.add(new SiteLimits.Rate(members.number(name, 1, 1, MOST_MESSAGES), per));
          }
        });
    SiteLimits limits =
        new SiteLimits(
            first,
            most,
            members.number("messagesPerConnection", standard.messagesPerConnection(), 1, 1_000_000),
            members.number(
                "recipientsPerTransaction", standard.recipientsPerTransaction(), 1, 1000),
            members.text("idle", standard.idle(), text -> duration(text, Duration.ZERO)),
            rates,
            members.number("failures", standard.failures(), 1, 1000),
            members.number("connectionsPerSource", most, 1, most),
            members.has("timeouts")
                ? Optional.of(TimeoutsFormat.read(members.object("timeouts")))
                : standard.timeouts());
    members.end();
    return limits;
  }

  private static ReplyRule reply(JsonMembers members) {
    String code = members.text("code", "", text -> matching(text, "[45]\\d{0,2}", "421"));
    String status =
        members.text(
            "status", "", text -> matching(text, "[45](\\.\\d{1,3}){0,2}", "4.7 or 4.7.0"));
    Optional<Pattern> said =
        Optional.ofNullable(members.text("text", null, JsonShapingFormat::pattern));
    if (!members.has("action")) {
      throw members.fault("action", "has to be given");
    }
    ReplyRule.Action action = members.oneOf("action", null, ReplyRule.Action.class);
    Optional<Duration> time =
        Optional.ofNullable(
            members.text("time", null, text -> duration(text, Duration.ofSeconds(1))));
    if ((action == ReplyRule.Action.SHRINK) == time.isPresent()) {
      throw members.fault("time", "is given for pause and suspend, and for them only");
    }
    boolean ofSource =
        members
            .text("scope", "site", text -> matching(text, "site|source", "site or source"))
            .equals("source");
    if (ofSource && action != ReplyRule.Action.SUSPEND) {
      throw members.fault("scope", "source is for the action suspend only");
    }
    if (code.isEmpty() && status.isEmpty() && said.isEmpty()) {
      throw members.fault("code", "code, status or text has to be given");
    }
    members.end();
    return new ReplyRule(code, status, said, action, time, ofSource);
  }

  private static String matching(String text, String form, String example) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("such as " + example + ", not '" + text + "'");
    }
    return text;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a pattern of RE2: " + e.getDescription(), e);
    }
  }

  private static Duration duration(String text, Duration least) {
    Duration duration = DurationText.parse(text);
    if (duration.compareTo(least) < 0 || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "from " + DurationText.format(least) + " to 1d, not '" + text + "'");
    }
    return duration;
  }
}
