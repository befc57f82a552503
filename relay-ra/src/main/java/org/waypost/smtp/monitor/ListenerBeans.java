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
package org.waypost.smtp.monitor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.waypost.smtp.ListenerWatch;
import org.waypost.smtp.SmtpServer;

/** Registers a bean for each listener of a server. */
public final class ListenerBeans implements ListenerWatch {

  private static final Logger LOG = System.getLogger(ListenerBeans.class.getName());

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  // What another server of the process has registered under the same name is not ours to remove.
  private final Set<String> registered = ConcurrentHashMap.newKeySet();

  /** The name of a listener's bean; the listener's name needs no quoting. */
  static ObjectName nameOf(String listener) throws JMException {
    return new ObjectName("org.waypost:type=Listener,name=" + listener);
  }

  @Override
  public void added(SmtpServer server, String name) {
    try {
      platform.registerMBean(new ListenerBean(server, name), nameOf(name));
      registered.add(name);
    } catch (JMException e) {
      LOG.log(Level.WARNING, "Listener {0} has no MXBean: {1}", name, e.toString());
    }
  }

  @Override
  public void removed(String name) {
    if (!registered.remove(name)) {
      return;
    }
    try {
      platform.unregisterMBean(nameOf(name));
    } catch (JMException e) {
      LOG.log(Level.WARNING, "The MXBean of listener {0} stays: {1}", name, e.toString());
    }
  }
}
