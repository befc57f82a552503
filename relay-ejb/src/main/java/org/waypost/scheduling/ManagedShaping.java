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

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Version;

/** The shaping rules that are shipped and those in the database, as sites are treated by them. */
public final class ManagedShaping implements Shaping, ShapingRules {

  private static final int MOST_KNOWN = 20_000;

  private final Written written;
  private final Map<String, ShapingRule> shipped;
  private volatile Snapshot now;

  /**
   * Over this database; {@link #sync} has to be called first.
   *
   * @param format which also says what the standard is
   */
  public ManagedShaping(Database database, Ledger ledger, ShapingFormat format) {
    this.written = new Written(database, ledger, format);
    this.shipped = ShippedShaping.read(format);
    this.now = snapshot(List.of());
  }

  /** The rules of administrators. */
  private final class Written extends ManagedDefinitions<ShapingRule> {

    Written(Database database, Ledger ledger, ShapingFormat format) {
      super(
          database,
          ledger,
          InstantSource.system(),
          new Kind<>(
              "shaping_rule",
              "Shaping rule",
              new Version("scheduling_version", "kind", "shaping"),
              1_000,
              60_000,
              "replies",
              ShapingRule::name,
              ShapingRule::position,
              format::write,
              format::read));
    }

    @Override
    protected void use(List<org.waypost.definitions.Stored<ShapingRule>> all) {
      now = snapshot(all);
    }
  }

  private Snapshot snapshot(List<org.waypost.definitions.Stored<ShapingRule>> all) {
    Map<String, Stored> rules = new HashMap<>();
    shipped.values().forEach(rule -> rules.put(rule.name(), stored(rule, null)));
    all.forEach(
        each -> rules.put(each.definition().name(), stored(each.definition(), each.changedAt())));
    return new Snapshot(List.copyOf(rules.values()));
  }

  private Stored stored(ShapingRule rule, Instant changedAt) {
    return new Stored(rule, shipped.containsKey(rule.name()), changedAt);
  }

  /** The rules of a moment, and what they came to for sites that were asked for. */
  private static final class Snapshot {
    private final List<Stored> rules;
    private final Shape standard;
    private final ConcurrentMap<Key, Shape> known = new ConcurrentHashMap<>();

    private record Key(String domain, List<String> hosts) {}

    Snapshot(List<Stored> all) {
      this.rules =
          all.stream()
              .sorted(
                  Comparator.comparingInt((Stored each) -> each.rule().position())
                      .thenComparing(each -> each.rule().name()))
              .toList();
      ShapingRule rule =
          rules.stream()
              .map(Stored::rule)
              .filter(ShapingRule::isStandard)
              .findFirst()
              .orElseThrow();
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
      for (Stored each : rules) {
        ShapingRule rule = each.rule();
        if (rule.enabled() && !rule.isStandard() && rule.matches(domain, hosts)) {
          List<ReplyRule> replies = new ArrayList<>(rule.replies());
          replies.addAll(standard.replies());
          return new Shape(rule.name(), rule.limits(), replies);
        }
      }
      return standard;
    }
  }

  /** Applies what has changed in the database. Called at the start, and every 2 seconds. */
  public void sync() {
    written.sync();
  }

  @Override
  public Shape of(String domain, List<String> hosts) {
    return now.of(domain, hosts);
  }

  @Override
  public Shape standard() {
    return now.standard;
  }

  @Override
  public Page<Stored> list(PageRequest page) {
    List<Stored> rules = now.rules;
    return new Page<>(
        rules.stream().skip(page.offset()).limit(page.size()).toList(), page, rules.size());
  }

  @Override
  public Optional<Stored> find(String name) {
    return now.rules.stream().filter(each -> each.rule().name().equals(name)).findFirst();
  }

  @Override
  public Optional<Stored> create(ShapingRule rule) {
    return shipped.containsKey(rule.name())
        ? Optional.empty()
        : written.create(rule).map(made -> stored(rule, made.changedAt()));
  }

  @Override
  public Stored replace(ShapingRule rule) {
    return stored(rule, written.replace(rule).changedAt());
  }

  @Override
  public boolean delete(String name) {
    return written.delete(name);
  }
}
