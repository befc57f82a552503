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
package org.waypost.broker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.waypost.api.broker.ClientSignIns;
import org.waypost.api.event.EventSubscriptions;
import org.waypost.api.settings.Settings;

/**
 * The one embedded broker of a data folder in this process, started for the first lease and stopped
 * after the last.
 *
 * <p>Any thread may lease and release; starts and stops are done one at a time.
 */
final class EmbeddedBroker {

  private static final Logger LOG = System.getLogger(EmbeddedBroker.class.getName());
  private static final Map<Path, EmbeddedBroker> RUNNING = new HashMap<>();
  // Artemis writes a line for every message unless this logger is silent; held, or it is collected.
  private static final java.util.logging.Logger AUDIT =
      java.util.logging.Logger.getLogger("org.apache.activemq.audit");
  private static final AtomicInteger NEXT_SERVER_ID = new AtomicInteger(4200);

  private final Path folder;
  private final FolderLock lock;
  private final EmbeddedActiveMQ broker;
  private final int serverId;
  private final BrokerWatch watch;
  private int leases;

  private EmbeddedBroker(Path folder, FolderLock lock, EmbeddedActiveMQ broker, int serverId) {
    this.folder = folder;
    this.lock = lock;
    this.broker = broker;
    this.serverId = serverId;
    this.watch = BrokerWatch.over(broker, folder);
  }

  /**
   * Leases the broker of the settings' data folder, starting it when it does not run.
   *
   * @throws BrokerException when the folder is in use elsewhere or the broker does not start
   */
  static BrokerLease lease(Settings settings) throws BrokerException {
    synchronized (RUNNING) {
      Path folder = settings.data();
      EmbeddedBroker running = RUNNING.get(folder);
      if (running == null) {
        running = start(settings, folder, NEXT_SERVER_ID.getAndIncrement());
        RUNNING.put(folder, running);
      }
      running.leases++;
      return new BrokerLease(running);
    }
  }

  static void release(EmbeddedBroker broker) {
    synchronized (RUNNING) {
      if (--broker.leases == 0) {
        RUNNING.remove(broker.folder);
        broker.stop();
      }
    }
  }

  int serverId() {
    return serverId;
  }

  ActiveMQServer server() {
    return broker.getActiveMQServer();
  }

  /** The broker that runs on the folder, or null. */
  static EmbeddedBroker running(Path folder) {
    synchronized (RUNNING) {
      return RUNNING.get(folder);
    }
  }

  private static EmbeddedBroker start(Settings settings, Path folder, int serverId)
      throws BrokerException {
    if (AUDIT.getLevel() == null) {
      AUDIT.setLevel(java.util.logging.Level.OFF);
    }
    FolderLock lock = lock(folder);
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    boolean started = false;
    try {
      BrokerConfiguration configuration = new BrokerConfiguration(folder, serverId);
      configuration.refuseLargeTexts(settings.maxJsonSize());
      String password = null;
      if (settings.jmsAcceptor().isPresent()) {
        configuration.acceptRemote(
            settings.jmsAcceptor().get(),
            AcceptorCertificate.of(settings, folder),
            settings.tls().protocols());
        password = AcceptorPassword.of(folder);
      }
      broker.setPropertiesResourcePath(null);
      broker.setConfiguration(configuration.build());
      broker.setSecurityManager(new AcceptorSecurity(password, ClientSignIns.of(folder)));
      broker.start();
      if (!broker.getActiveMQServer().waitForActivation(30, TimeUnit.SECONDS)) {
        throw new BrokerException("the broker on " + folder + " did not become active");
      }
      started = true;
      LOG.log(Level.INFO, "broker started on {0}", folder);
      return new EmbeddedBroker(folder, lock, broker, serverId);
    } catch (BrokerException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while the broker started on " + folder, e);
    } catch (Exception e) {
      throw new BrokerException("the broker does not start on " + folder + ": " + e, e);
    } finally {
      if (!started) {
        stop(broker, folder);
        lock.close();
      }
    }
  }

  private static FolderLock lock(Path folder) throws BrokerException {
    try {
      return FolderLock.take(OwnerOnly.folder(folder));
    } catch (IOException e) {
      throw new BrokerException("the data folder cannot be used: " + e, e);
    }
  }

  private void stop() {
    watch.close();
    stop(broker, folder);
    EventSubscriptions.of(folder).forget();
    lock.close();
    LOG.log(Level.INFO, "broker stopped on {0}", folder);
  }

  private static void stop(EmbeddedActiveMQ broker, Path folder) {
    try {
      broker.stop();
    } catch (Exception e) {
      // The journal is consistent at any moment; an untidy stop costs the next start some time.
      LOG.log(Level.WARNING, "the broker on " + folder + " did not stop in order", e);
    }
  }
}
