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
import java.net.URL;
import java.util.Enumeration;

/**
 * What plug-ins see of the relay and its server: the JDK, the Jakarta APIs, and the module of the
 * extension points.
 */
final class ApiClasses extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader relay;

  /** Shows these parts of what the relay sees. */
  ApiClasses(ClassLoader relay) {
    super("waypost-api", ClassLoader.getPlatformClassLoader());
    this.relay = relay;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith("org.waypost.api.") || name.startsWith("jakarta.")) {
      return relay.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  /**
   * The relay's files are none of a plug-in's; what implements Jakarta APIs is looked up by them.
   */
  @Override
  protected URL findResource(String name) {
    return isService(name) ? relay.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return isService(name) ? relay.getResources(name) : java.util.Collections.emptyEnumeration();
  }

  private static boolean isService(String name) {
    return name.startsWith("META-INF/services/jakarta.");
  }
}
