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

/** What the server is told before it starts, as its administration commands. */
final class BootCommands {

  private static final String CONFIG = "configs.config.server-config.";

  private BootCommands() {}

  static String text(String bind) {
    return String.join(
            "\n",
            // More beans than WAYPOST_DELIVERY_WORKERS and WAYPOST_SMTP_CALLS can ask for at once.
            "set " + CONFIG + "mdb-container.max-pool-size=128",
            "set "
                + CONFIG
                + "network-config.network-listeners.network-listener.http-listener.address="
                + bind,
            // A data grid has no use here, and it would listen on every interface.
            "set " + CONFIG + "hazelcast-config-specific-configuration.enabled=false",
            // The application answers at these paths itself.
            "set " + CONFIG + "microprofile-metrics-configuration.enabled=false",
            "set-microprofile-healthcheck-configuration --enabled=false")
        + "\n";
  }
}
