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

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.definitions.Stored;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Version;

/** The shaping rules that are shipped and those in the database, as sites are treated by them. */
public final class ManagedShaping extends ManagedDefinitions<ShapingRule>
    implements Shaping, ShapingRules {

  private static final int MOST_KNOWN = 20_000;

  private volatile Snapshot now;

  /**
   * Over this database; {@link #sync} has to be called first.
   *
   * @param format which also says what the standard is
   */
  public ManagedShaping(Database database, Ledger ledger, ShapingFormat format) {
    super(database, ledger, InstantSource.system(), kind(format));
  }

  private static Kind<ShapingRule> kind(ShapingFormat format) {
    return new Kind<>(
        "shaping_rule",
        "Shaping rule",
        new Version("scheduling_version", "kind", "shaping"),
        1_000,
        60_000,
        "replies",
        ShapingRule::name,
        ShapingRule::position,
        format::write,
        format::read,
        ShippedShaping.read(format));
  }

  @Override
  protected void use(List<Stored<ShapingRule>> all) {
    now = new Snapshot(all.stream().map(Stored::definition).toList());
  }

  /** The rules of a moment, and what they came to for sites that were asked for. */
  private static final class Snapshot {
    private final List<ShapingRule> rules;
    private final Shape standard;
    private final ConcurrentMap<Key, Shape> known = new ConcurrentHashMap<>();

    private record Key(String domain, List<String> hosts) {}

    Snapshot(List<ShapingRule> rules) {
      this.rules = rules;
      ShapingRule rule = rules.stream().filter(ShapingRule::isStandard).findFirst().orElseThrow();
      this.standard = new Shape(rule.name(), rule.limits(), rule.replies());
    }

    Shape of(String domain, List<String> hosts) {
      Key key = new Key(domain, hosts);
      Shape shape = known.get(key);
      if (shape == null) {
        shape = find(domain, hosts);
        if (known.size() >= MOST_KNOWN) {
          known.clear();
        }
        known.put(key, shape);
      }
      return shape;
    }

    private Shape find(String domain, List<String> hosts) {
      for (ShapingRule rule : rules) {
        if (rule.enabled() && !rule.isStandard() && rule.matches(domain, hosts)) {
          List<ReplyRule> replies = new ArrayList<>(rule.replies());
          replies.addAll(standard.replies());
          return new Shape(rule.name(), rule.limits(), replies);
        }
      }
      return standard;
    }
  }

  @Override
  public Shape of(String domain, List<String> hosts) {
    return now.of(domain, hosts);
  }

  @Override
  public Shape standard() {
    return now.standard;
  }
}
