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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * Starts a broker again that has stopped by itself, as it does when it cannot write its journal: on
 * a full disk, for one. Tries until it succeeds; what was committed is in the journal.
 */
final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = System.getLogger(BrokerWatch.class.getName());
  private static final long LOOK_MILLIS = 1_000;
  private static final long AGAIN_MILLIS = 5_000;
  private static final long END_MILLIS = 30_000;

  private final EmbeddedActiveMQ broker;
  private final Path folder;
  private final Thread thread;
  // Guarded by this.
  private boolean closed;

  private BrokerWatch(EmbeddedActiveMQ broker, Path folder) {
    this.broker = broker;
    this.folder = folder;
    this.thread = new Thread(this::watch, "waypost-broker-watch");
    thread.setDaemon(true);
  }

  /** Watches a broker that runs. */
  static BrokerWatch over(EmbeddedActiveMQ broker, Path folder) {
    BrokerWatch watch = new BrokerWatch(broker, folder);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (!isClosedWithin(LOOK_MILLIS)) {
        if (hasStopped()) {
          LOG.log(Level.ERROR, "the broker on {0} has stopped, and is started again", folder);
          while (!startAgain() && !isClosedWithin(AGAIN_MILLIS)) {
            LOG.log(Level.INFO, "the broker on {0} is tried again", folder);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasStopped() {
    return broker.getActiveMQServer().getState() == ActiveMQServer.SERVER_STATE.STOPPED;
  }

  private boolean startAgain() throws InterruptedException {
    try {
      broker.stop();
      broker.start();
      return broker.getActiveMQServer().waitForActivation(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.log(Level.ERROR, "the broker on " + folder + " does not start", e);
      return false;
    }
  }

  private synchronized boolean isClosedWithin(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = 1; left > 0 && !closed; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return closed;
  }

  /** Lets the broker be; returns when no start is under way. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
