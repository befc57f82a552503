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
package org.waypost.test.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.waypost.test.process.Command;
import org.waypost.test.process.FreePorts;

/**
 * A domain of its own of a Payara Server, on a block of free ports: made, started, and at the end
 * stopped and left behind in its folder, with its log. Every step is bounded in time.
 */
final class PayaraDomain implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  // What create-domain --portbase adds for each listener.
  private static final int ADMIN = 48;
  private static final int HTTP = 80;
  private static final int[] USED = {8, 9, 37, 38, ADMIN, 66, 76, HTTP, 81, 86, 100};

  private final Path home;
  private final Path folder;
  private final int portBase;
  private final Map<String, String> environment;

  private PayaraDomain(Path home, Path folder, int portBase, Map<String, String> environment) {
    this.home = home;
    this.folder = folder;
    this.portBase = portBase;
    this.environment = Map.copyOf(environment);
  }

  /** Makes and starts a domain; the server sees these variables. */
  static PayaraDomain start(Path home, Path folder, Map<String, String> environment) {
    PayaraDomain domain = new PayaraDomain(home, folder, freeBlock(), environment);
    domain
        .asadmin(
            "create-domain",
            "--nopassword=true",
            "--portbase",
            Integer.toString(domain.portBase),
            "--domaindir",
            folder.toString(),
            "waypost")
        .succeeded();
    domain.asadmin("start-domain", "--domaindir", folder.toString(), "waypost").succeeded();
    return domain;
  }

  /** Port of the HTTP listener. */
  int httpPort() {
    return portBase + HTTP;
  }

  /** Deploys an application. */
  void deploy(String name, Path archive) {
    remote("deploy", "--name", name, archive.toString()).succeeded();
  }

  /** Undeploys an application. */
  void undeploy(String name) {
    remote("undeploy", name).succeeded();
  }

  /** What is deployed, as asadmin lists it. */
  String applications() {
    return remote("list-applications").succeeded().output();
  }

  @Override
  public void close() {
    asadmin("stop-domain", "--kill=false", "--domaindir", folder.toString(), "waypost").succeeded();
  }

  /** Ends it whatever its state. */
  void kill() {
    asadmin("stop-domain", "--kill=true", "--domaindir", folder.toString(), "waypost");
  }

  private Command remote(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("--host", "127.0.0.1", "--port", Integer.toString(portBase + ADMIN)));
    all.addAll(List.of(arguments));
    return asadmin(all.toArray(String[]::new));
  }

  private Command asadmin(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(home.resolve("glassfish/bin/asadmin").toString());
    command.add("--interactive=false");
    command.addAll(List.of(arguments));
    ProcessBuilder prepared = new ProcessBuilder(command);
    prepared.environment().keySet().removeIf(name -> name.startsWith("WAYPOST_"));
    prepared.environment().putAll(environment);
    return Command.run(PATIENCE, prepared);
  }

  private static int freeBlock() {
    for (int tries = 0; tries < 1000; tries++) {
      int base = FreePorts.next();
      boolean free = true;
      for (int offset : USED) {
        free &= FreePorts.isFree(base + offset);
      }
      if (free) {
        return base;
      }
    }
    throw new IllegalStateException("No block of free ports");
  }
}
