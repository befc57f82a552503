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
package org.waypost.ra;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.waypost.api.settings.Settings;
import org.waypost.smtp.ServerDefaults;
import org.waypost.smtp.SmtpServer;
import org.waypost.smtp.auth.AuthExtension;
import org.waypost.smtp.command.StandardDialect;
import org.waypost.smtp.monitor.ListenerBeans;
import org.waypost.smtp.tls.CertificateStore;

/**
 * The one SMTP server of a data folder in this process, made for the first lease and closed after
 * the last. Some containers make an adapter instance for every connection factory; they share it.
 *
 * <p>Any thread may lease and release; one at a time does.
 */
final class SharedServer {

  private static final Map<Path, SharedServer> RUNNING = new HashMap<>();

  private final Path folder;
  private final SmtpServer server;
  private int leases;

  private SharedServer(Path folder, SmtpServer server) {
    this.folder = folder;
    this.server = server;
  }

  /**
   * Leases the server of the settings' data folder, and makes it when there is none.
   *
   * @throws IOException when the folder of the certificates cannot be used
   */
  static ServerLease lease(Settings settings) throws IOException {
    synchronized (RUNNING) {
      SharedServer shared = RUNNING.get(settings.data());
      if (shared == null) {
        shared = new SharedServer(settings.data(), server(settings));
        RUNNING.put(settings.data(), shared);
      }
      shared.leases++;
      return new ServerLease(shared);
    }
  }

  private static SmtpServer server(Settings settings) throws IOException {
    return new SmtpServer(
        ServerDefaults.of(settings),
        StandardDialect.create(
            Clock.systemUTC(),
            settings.oauth().isPresent() ? new AuthExtension() : AuthExtension.withoutTokens()),
        CertificateStore.open(settings.tls(), settings.hostname()),
        new ListenerBeans());
  }

  static void release(SharedServer shared) {
    synchronized (RUNNING) {
      if (--shared.leases == 0) {
        RUNNING.remove(shared.folder);
        shared.server.close();
      }
    }
  }

  SmtpServer server() {
    return server;
  }
}
