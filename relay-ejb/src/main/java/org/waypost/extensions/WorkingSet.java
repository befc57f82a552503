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
package org.waypost.extensions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.waypost.api.extension.Extension;

/**
 * Keeps the slots as the configurations and the plug-ins have it: what has not changed goes on,
 * what has ended is stopped when its calls are done. Safe for use by any number of threads.
 */
final class WorkingSet {

  /** Whoever read a slot just before a change has called by then. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Slots slots;
  private final PluginShelf shelf;
  private final Starter starter;
  private final ExecutorService threads;
  // All guarded by this.
  private final Map<String, Active<?>> byName = new HashMap<>();
  private final Map<String, CallFigures> figures = new HashMap<>();
  private final List<Ending> ending = new ArrayList<>();
  private final List<PluginShelf.Removed> removed = new ArrayList<>();
  private List<PluginConfiguration> configurations = List.of();

  private record Ending(Active<?> active, long sinceNanos) {}

  /** Makes and starts instances. */
  interface Starter {
    /**
     * An instance that has started.
     *
     * @throws PluginException when it did not
     */
    Extension start(Contribution contribution, PluginConfiguration configuration);
  }

  WorkingSet(Slots slots, PluginShelf shelf, Starter starter, ExecutorService threads) {
    this.slots = slots;
    this.shelf = shelf;
    this.starter = starter;
    this.threads = threads;
  }

  /** Goes by these from now on, in this order. */
  synchronized void use(List<PluginConfiguration> all) {
    configurations = List.copyOf(all);
    rebuild();
  }

  /** Goes by the plug-ins that there are now. */
  synchronized void plugins(List<PluginShelf.Removed> gone) {
    removed.addAll(gone);
    rebuild();
  }

  private void rebuild() {
    Map<String, Active<?>> before = new HashMap<>(byName);
    byName.clear();
    Map<Slot<?>, List<Active<?>>> bySlot = new HashMap<>();
    for (PluginConfiguration each : configurations) {
      if (each.enabled()) {
        Slot<?> slot = slots.of(each);
        Active<?> active = active(slot, each, before.remove(each.name()));
        byName.put(each.name(), active);
        bySlot.computeIfAbsent(slot, it -> new ArrayList<>()).add(active);
      }
    }
    slots.all().forEach(slot -> fill(slot, bySlot.getOrDefault(slot, List.of())));
    before.values().forEach(this::end);
    figures
        .keySet()
        .removeIf(name -> configurations.stream().noneMatch(it -> it.name().equals(name)));
  }

  private void end(Active<?> active) {
    ending.add(new Ending(active, System.nanoTime()));
  }

  @SuppressWarnings("ReferenceEquality")
  private Active<?> active(Slot<?> slot, PluginConfiguration configuration, Active<?> before) {
    Optional<Contribution> contribution =
        shelf
            .contribution(configuration.contribution())
            .filter(it -> it.point() == configuration.point());
    // The same plug-in, loaded again, has other contributions, if equal ones.
    if (before != null
        && before.configuration().equals(configuration)
        && before.contribution().orElse(null) == contribution.orElse(null)) {
      return before;
    }
    if (before != null) {
      end(before);
    }
    return make(slot, configuration, contribution.orElse(null));
  }

  private <T extends Extension> Active<T> make(
      Slot<T> slot, PluginConfiguration configuration, Contribution contribution) {
    return new Active<>(
        configuration,
        contribution,
        slot.type(),
        () -> {
          if (contribution == null) {
            throw new PluginException("There is no contribution " + configuration.contribution());
          }
          return starter.start(contribution, configuration);
        },
        threads,
        figures.computeIfAbsent(configuration.name(), name -> new CallFigures()));
  }

  // Each was made for this slot.
  @SuppressWarnings("unchecked")
  private static <T extends Extension> void fill(Slot<T> slot, List<Active<?>> all) {
    slot.use(all.stream().map(each -> (Active<T>) each).toList());
  }

  synchronized Optional<Active<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  synchronized List<Active<?>> all() {
    return List.copyOf(byName.values());
  }

  /** Stops what has ended, and lets go of plug-ins of which nothing runs any more. */
  void reap() {
    long now = System.nanoTime();
    List<Active<?>> stopping = new ArrayList<>();
    List<PluginShelf.Removed> closing = new ArrayList<>();
    synchronized (this) {
      for (Iterator<Ending> each = ending.iterator(); each.hasNext(); ) {
        Ending it = each.next();
        if (now - it.sinceNanos() > LINGER_NANOS && it.active().running() == 0) {
          stopping.add(it.active());
          each.remove();
        }
      }
      for (Iterator<PluginShelf.Removed> each = removed.iterator(); each.hasNext(); ) {
        PluginShelf.Removed it = each.next();
        boolean used =
            ending.stream()
                .anyMatch(one -> one.active().contribution().filter(it::has).isPresent());
        if (!used) {
          closing.add(it);
          each.remove();
        }
      }
    }
    stopping.forEach(Active::stop);
    closing.forEach(PluginShelf.Removed::close);
  }

  /** Stops everything. */
  void close() {
    List<Active<?>> all;
    synchronized (this) {
      all = new ArrayList<>(byName.values());
      ending.forEach(each -> all.add(each.active()));
      slots.all().forEach(slot -> fill(slot, List.of()));
      byName.clear();
      ending.clear();
    }
    all.forEach(Active::stop);
    removed.forEach(PluginShelf.Removed::close);
  }
}
