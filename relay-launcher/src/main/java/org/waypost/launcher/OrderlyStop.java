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
package org.waypost.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicroRuntime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes the archives down in the reverse order of their start, and then the server. */
final class OrderlyStop implements Runnable {

  private static final Logger LOG = System.getLogger(OrderlyStop.class.getName());

  private final PayaraMicroRuntime server;
  private final Deque<String> started = new ArrayDeque<>();

  OrderlyStop(PayaraMicroRuntime server) {
    this.server = server;
  }

  synchronized void started(String archive) {
    started.push(archive);
  }

  @Override
  public synchronized void run() {
    while (!started.isEmpty()) {
      server.undeploy(started.pop());
    }
    try {
      server.shutdown();
    } catch (BootstrapException e) {
      LOG.log(Level.WARNING, "the server did not stop in order", e);
    }
  }
}
