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

import org.waypost.api.listener.ListenerFigures;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.net.HostPort;
import org.waypost.smtp.SmtpServer;

/** One listener of a server, asked anew for every value. */
final class ListenerBean implements ListenerMXBean {

  private final SmtpServer server;
  private final String name;

  ListenerBean(SmtpServer server, String name) {
    this.server = server;
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getRole() {
    return status().definition().role().name();
  }

  @Override
  public String getState() {
    return status().state().name();
  }

  @Override
  public String getAddress() {
    return new HostPort(
            status().address().getAddress().getHostAddress(), status().address().getPort())
        .toString();
  }

  @Override
  public String getProblem() {
    return status().problem();
  }

  @Override
  public long getConnections() {
    return figures().connections();
  }

  @Override
  public long getConnectionsNow() {
    return figures().connectionsNow();
  }

  @Override
  public long getConnectionsRefused() {
    return figures().connectionsRefused();
  }

  @Override
  public long getEarlyTalkers() {
    return figures().earlyTalkers();
  }

  @Override
  public long getTlsHandshakes() {
    return figures().tlsHandshakes();
  }

  @Override
  public long getTlsFailures() {
    return figures().tlsFailures();
  }

  @Override
  public long getSignIns() {
    return figures().signIns();
  }

  @Override
  public long getSignInFailures() {
    return figures().signInFailures();
  }

  @Override
  public long getCommands() {
    return figures().commands();
  }

  @Override
  public long getErrors() {
    return figures().errors();
  }

  @Override
  public long getRecipientsRefused() {
    return figures().recipientsRefused();
  }

  @Override
  public long getMessagesAccepted() {
    return figures().messagesAccepted();
  }

  @Override
  public long getMessagesRefused() {
    return figures().messagesRefused();
  }

  @Override
  public long getOctets() {
    return figures().octets();
  }

  @Override
  public long getRateLimited() {
    return figures().rateLimited();
  }

  @Override
  public long getTimeouts() {
    return figures().timeouts();
  }

  @Override
  public long getMemoryWaits() {
    return figures().memoryWaits();
  }

  @Override
  public void pause() {
    server.pause(name);
  }

  @Override
  public void resume() {
    server.resume(name);
  }

  @Override
  public void drain() {
    server.drain(name);
  }

  private ListenerFigures figures() {
    return status().figures();
  }

  private ListenerStatus status() {
    return server
        .listener(name)
        .orElseThrow(() -> new IllegalStateException("There is no listener " + name));
  }
}
