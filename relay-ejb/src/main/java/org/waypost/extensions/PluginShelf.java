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

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All plug-ins of this node: Waypost's own, those it is deployed with, and those of the folder,
 * which is looked at again and again. A broken one is kept with its error. Safe for use by any
 * number of threads.
 */
final class PluginShelf {

  private static final Logger LOG = System.getLogger(PluginShelf.class.getName());

  private final PointSchemas schemas = new PointSchemas();
  private final Registry registry = new Registry();
  private final ClassLoader api;
  private final PluginFolder folder;
  // Guarded by this.
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private volatile Map<String, Contribution> contributions = Map.of();

  /**
   * A plug-in with what it takes to let it go; the copy and the archive are null where there are
   * none.
   */
  private record Entry(Plugin plugin, PluginFolder.Mark mark, PluginArchive archive, Path copy) {}

  /** A plug-in that was taken from the shelf: close it when none of its instances runs any more. */
  interface Removed {
    /** Whether this contribution is of a plug-in that was removed. */
    boolean has(Contribution contribution);

    /** Lets go of its classes. */
    void close();
  }

  /**
   * Looks for plug-ins.
   *
   * @throws IllegalStateException when Waypost's own cannot be used
   */
  PluginShelf(Path folder, ClassLoader relay) {
    this.api = new ApiClasses(relay);
    this.folder = new PluginFolder(folder);
    ClassPathPlugins deployed = new ClassPathPlugins(relay, api);
    Entry own = entry("waypost", null, null, deployed.own());
    if (own.plugin().error().isPresent()) {
      throw new IllegalStateException("Waypost's own plugin.xml: " + own.plugin().error().get());
    }
    entries.put("", own);
    for (ClassPathPlugins.Found found : deployed.others()) {
      entries.put(
          "/" + found.location(), load(found.location(), null, null, () -> deployed.open(found)));
    }
    look();
  }

  /** Makes an archive, or says why not. */
  private interface Opening {
    PluginArchive open();
  }

  private Entry load(String location, PluginFolder.Mark mark, Path copy, Opening opening) {
    PluginArchive archive;
    try {
      archive = opening.open();
    } catch (PluginException e) {
      return broken(location, null, mark, null, copy, e);
    }
    return entry(location, mark, copy, archive);
  }

  private Entry entry(String location, PluginFolder.Mark mark, Path copy, PluginArchive archive) {
    PluginXml xml = null;
    try {
      xml = PluginXml.read(archive.xml());
      xml.check(archive.xml(), schemas);
      Plugin plugin =
          new Plugin(
              xml.id(),
              xml.name(),
              xml.version(),
              xml.api(),
              location,
              Optional.empty(),
              registry.add(xml, archive));
      LOG.log(
          Level.INFO,
          "Plug-in {0} {1} found in {2}: {3} contributions",
          xml.id(),
          xml.version(),
          location,
          String.valueOf(plugin.contributions().size()));
      return new Entry(plugin, mark, archive, copy);
    } catch (PluginException e) {
      return broken(location, xml, mark, archive, copy, e);
    }
  }

  private static Entry broken(
      String location,
      PluginXml xml,
      PluginFolder.Mark mark,
      PluginArchive archive,
      Path copy,
      PluginException fault) {
    LOG.log(Level.ERROR, "Plug-in {0} is not used: {1}", location, PluginException.sentence(fault));
    letGo(archive, copy);
    return new Entry(
        new Plugin(
            xml == null ? location : xml.id(),
            xml == null ? location : xml.name(),
            xml == null ? "" : xml.version(),
            xml == null ? "" : xml.api(),
            location,
            Optional.of(PluginException.sentence(fault)),
            List.of()),
        mark,
        null,
        null);
  }

  /**
   * Looks at the folder.
   *
   * @return those that were removed or replaced since the last look; empty when nothing has
   *     changed, and present, if without any, when something has
   */
  synchronized Optional<List<Removed>> look() {
    Map<String, PluginFolder.Mark> jars = folder.jars();
    List<Removed> removed = new ArrayList<>();
    boolean changed = false;
    for (String name : List.copyOf(entries.keySet())) {
      Entry entry = entries.get(name);
      if (entry.mark() != null && !entry.mark().equals(jars.get(name))) {
        entries.remove(name);
        changed = true;
        if (entry.archive() != null) {
          registry.remove(entry.plugin().id());
          removed.add(removal(entry));
          LOG.log(Level.INFO, "Plug-in {0} is gone", entry.plugin().id());
        }
      }
    }
    // A second one of an id may be used now that the first is gone.
    boolean again = changed;
    entries
        .entrySet()
        .removeIf(
            each -> again && each.getValue().mark() != null && each.getValue().archive() == null);
    for (Map.Entry<String, PluginFolder.Mark> jar : jars.entrySet()) {
      if (!entries.containsKey(jar.getKey())) {
        entries.put(jar.getKey(), loadCopy(jar.getKey(), jar.getValue()));
        changed = true;
      }
    }
    remember();
    return changed ? Optional.of(removed) : Optional.empty();
  }

  private Entry loadCopy(String name, PluginFolder.Mark mark) {
    Path copy;
    try {
      copy = folder.copyOf(name);
    } catch (PluginException e) {
      return broken(name, null, mark, null, null, e);
    }
    return load(name, mark, copy, () -> PluginArchive.ofJar(name, copy, api));
  }

  private static Removed removal(Entry entry) {
    return new Removed() {
      @Override
      public boolean has(Contribution contribution) {
        return contribution.plugin().equals(entry.plugin().id());
      }

      @Override
      public void close() {
        letGo(entry.archive(), entry.copy());
      }
    };
  }

  private static void letGo(PluginArchive archive, Path copy) {
    try {
      if (archive != null) {
        archive.close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A JAR of a plug-in could not be closed: {0}", e.getMessage());
    }
    if (copy != null) {
      PluginFolder.drop(copy);
    }
  }

  private void remember() {
    Map<String, Contribution> all = new HashMap<>();
    entries
        .values()
        .forEach(entry -> entry.plugin().contributions().forEach(each -> all.put(each.id(), each)));
    contributions = Map.copyOf(all);
  }

  /** All plug-ins, Waypost's own first. */
  synchronized List<Plugin> plugins() {
    return entries.values().stream().map(Entry::plugin).toList();
  }

  /** A contribution by its id. */
  Optional<Contribution> contribution(String id) {
    return Optional.ofNullable(contributions.get(id));
  }

  Registry registry() {
    return registry;
  }

  synchronized void close() {
    registry.close();
    entries.values().forEach(entry -> letGo(entry.archive(), entry.copy()));
  }
}
