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

import java.io.ByteArrayInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtension;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.RegistryFactory;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.spi.IDynamicExtensionRegistry;
import org.eclipse.core.runtime.spi.RegistryContributor;
import org.eclipse.core.runtime.spi.RegistryStrategy;
import org.waypost.api.extension.Extension;

/** Equinox's extension registry, outside of OSGi. Safe for use by any number of threads. */
final class Registry {

  private static final Logger LOG = System.getLogger(Registry.class.getName());

  private final Object token = new Object();
  private final Strategy strategy = new Strategy();
  private final IExtensionRegistry registry;
  // All guarded by this.
  private final Map<String, RegistryContributor> contributors = new HashMap<>();
  private final Map<String, IConfigurationElement> elements = new HashMap<>();
  private int added;

  Registry() {
    registry = RegistryFactory.createRegistry(strategy, token, token);
  }

  /**
   * Adds a plug-in, and tells what it contributes.
   *
   * @throws PluginException when the registry does not take it, or there is one of its id; nothing
   *     of it is left then
   */
  synchronized List<Contribution> add(PluginXml plugin, PluginArchive archive) {
    if (contributors.containsKey(plugin.id())) {
      throw new PluginException("There is another plug-in with the id " + plugin.id());
    }
    RegistryContributor contributor =
        new RegistryContributor(Integer.toString(++added), plugin.id(), null, null);
    strategy.enter(contributor, archive.classes());
    boolean taken =
        registry.addContribution(
            new ByteArrayInputStream(archive.xml()),
            contributor,
            false,
            archive.location(),
            null,
            token);
    contributors.put(plugin.id(), contributor);
    try {
      if (!taken) {
        throw new PluginException(
            "plugin.xml: " + strategy.lastFault().orElse("is not understood"));
      }
      return contributions(plugin, contributor);
    } catch (RuntimeException e) {
      remove(plugin.id());
      throw e;
    }
  }

  private List<Contribution> contributions(PluginXml plugin, RegistryContributor contributor) {
    List<Contribution> found = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (IExtension extension : registry.getExtensions(contributor)) {
      Optional<ExtensionPoint> point =
          ExtensionPoint.of(extension.getExtensionPointUniqueIdentifier());
      if (point.isEmpty()) {
        // One that Waypost keeps for itself.
        continue;
      }
      for (IConfigurationElement element : extension.getConfigurationElements()) {
        Contribution contribution = ContributionElement.read(plugin.id(), point.get(), element);
        if (!ids.add(contribution.id())) {
          throw new PluginException("plugin.xml: there are two contributions " + contribution.id());
        }
        elements.put(contribution.id(), element);
        found.add(contribution);
      }
    }
    return found;
  }

  /** Forgets a plug-in; instances that were made of it go on. */
  synchronized void remove(String plugin) {
    RegistryContributor contributor = contributors.remove(plugin);
    if (contributor != null) {
      ((IDynamicExtensionRegistry) registry).removeContributor(contributor, token);
      strategy.leave(contributor);
      elements.keySet().removeIf(id -> id.startsWith(plugin + ".") && !isOfAnother(id, plugin));
    }
  }

  /** Ids may begin with one another: com.example and com.example.more. */
  private boolean isOfAnother(String id, String plugin) {
    return contributors.keySet().stream()
        .anyMatch(each -> each.length() > plugin.length() && id.startsWith(each + "."));
  }

  /** The ids of the extension points that are declared. */
  Set<String> points() {
    Set<String> ids = new HashSet<>();
    Arrays.stream(registry.getExtensionPoints())
        .forEach(point -> ids.add(point.getUniqueIdentifier()));
    return ids;
  }

  /**
   * Makes an instance; the class is loaded now, if it was not before.
   *
   * @throws PluginException when that fails: a missing class, one of another type, a constructor
   *     that throws
   */
  Extension create(Contribution contribution) {
    IConfigurationElement element;
    synchronized (this) {
      element = elements.get(contribution.id());
    }
    if (element == null) {
      throw new PluginException("The plug-in " + contribution.plugin() + " is gone");
    }
    try {
      Object made = element.createExecutableExtension("class");
      if (!contribution.point().type().isInstance(made)) {
        throw new PluginException(
            "Class "
                + contribution.className()
                + " does not implement "
                + contribution.point().type().getName());
      }
      return contribution.point().type().cast(made);
    } catch (CoreException e) {
      Throwable cause = e.getStatus().getException();
      throw new PluginException(
          "Class "
              + contribution.className()
              + " cannot be used: "
              + PluginException.sentence(cause == null ? e : cause),
          e);
    }
  }

  /**
   * Instances of what Waypost contributes to an extension point that it keeps for itself.
   *
   * @throws IllegalStateException when one is not of this type, or cannot be made
   */
  <T> List<BuiltIn<T>> builtIns(String point, Class<T> type) {
    List<BuiltIn<T>> found = new ArrayList<>();
    for (IConfigurationElement element :
        registry.getConfigurationElementsFor(ExtensionPoint.NAMESPACE + "." + point)) {
      Map<String, String> attributes = new HashMap<>();
      for (String name : element.getAttributeNames()) {
        attributes.put(name, element.getAttribute(name));
      }
      try {
        found.add(new BuiltIn<>(type.cast(element.createExecutableExtension("class")), attributes));
      } catch (CoreException | ClassCastException e) {
        throw new IllegalStateException(
            "Waypost's own " + attributes.get("class") + " cannot be used", e);
      }
    }
    return found;
  }

  void close() {
    registry.stop(token);
  }

  /** What the registry asks of the world around it. */
  private static final class Strategy extends RegistryStrategy {

    // Both guarded by this.
    private final Map<String, ClassLoader> loaders = new HashMap<>();
    private String fault;

    Strategy() {
      super(null, null);
    }

    synchronized void enter(RegistryContributor contributor, ClassLoader classes) {
      fault = null;
      loaders.put(contributor.getId(), classes);
    }

    synchronized void leave(RegistryContributor contributor) {
      loaders.remove(contributor.getId());
    }

    synchronized Optional<String> lastFault() {
      return Optional.ofNullable(fault);
    }

    @Override
    public void log(IStatus status) {
      synchronized (this) {
        fault = status.getMessage();
      }
      LOG.log(Level.DEBUG, "Extension registry: {0}", status.getMessage());
    }

    /** Nothing is kept between starts: there is no cache that could be out of date. */
    @Override
    public boolean cacheUse() {
      return false;
    }

    @Override
    public Object createExecutableExtension(
        RegistryContributor contributor, String className, String overridden) throws CoreException {
      ClassLoader classes;
      synchronized (this) {
        classes = loaders.get(contributor.getId());
      }
      if (classes == null) {
        throw failed("The plug-in is gone", null);
      }
      try {
        return Class.forName(className, true, classes).getConstructor().newInstance();
      } catch (java.lang.reflect.InvocationTargetException e) {
        throw failed("The constructor failed", e.getCause());
      } catch (ReflectiveOperationException | LinkageError e) {
        throw failed("The class cannot be used", e);
      }
    }

    private static CoreException failed(String message, Throwable cause) {
      return new CoreException(new Status(IStatus.ERROR, "org.waypost", message, cause));
    }
  }
}
