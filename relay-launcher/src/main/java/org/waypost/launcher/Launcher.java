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

import fish.payara.micro.PayaraMicroRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts Payara Micro and deploys the archives of the bundle, in order.
 *
 * <p>Reads the system properties {@code waypost.home} (the bundle's folder), {@code waypost.data},
 * {@code waypost.bind} and {@code waypost.http.port}, which {@code bin/waypost} has checked.
 */
public final class Launcher {

  private static final List<Archive> ARCHIVES =
      List.of(
          new Archive("smtp", "smtp.rar"),
          new Archive("broker", "broker.rar"),
          new Archive("relay", "relay.war"));

  private record Archive(String name, String file) {}

  private Launcher() {}

  /** Returns when everything runs; the server's threads keep the process alive. */
  public static void main(String[] args) {
    try {
      start(Bundle.ofProcess());
    } catch (StartException | IOException e) {
      fail(e.getMessage());
    } catch (Exception e) {
      fail("the server does not start: " + e);
    }
  }

  private static void start(Bundle bundle) throws Exception {
    List<Path> applications = Applications.ofProcess();
    // Before anything is touched there: the folder may be that of a relay that runs.
    DataFolder.claim(bundle.data());
    bundle.prepare();
    Ports.requireFree(bundle.bind(), bundle.httpPort(), "WAYPOST_HTTP_PORT");
    PayaraMicroRuntime server = Server.boot(bundle);
    // The server has set up its log by now, which drops what was added before.
    FirstProblem problem = FirstProblem.watch();
    for (Archive archive : ARCHIVES) {
      deploy(server, archive, bundle, problem);
    }
    // The application starts before its web pages do; here is where it can see that they have too.
    System.setProperty("waypost.deployed", "true");
    applications.forEach(application -> deployBeside(server, application));
  }

  /** An application of the user, at its file's name; one that does not start leaves mail alone. */
  private static void deployBeside(PayaraMicroRuntime server, Path file) {
    String name = Applications.name(file);
    FirstProblem problem = FirstProblem.watch();
    if (server.deploy(name, "/" + name, file.toFile())
        && server.getDeployedApplicationNames().contains(name)) {
      System.out.println("waypost: " + file.getFileName() + " runs at /" + name);
    } else {
      System.err.println("waypost: " + file + " does not start: " + problem);
    }
  }

  private static void deploy(
      PayaraMicroRuntime server, Archive archive, Bundle bundle, FirstProblem problem)
      throws StartException {
    Path file = bundle.home().resolve(archive.file());
    if (!server.deploy(archive.name(), "/", file.toFile())
        || !server.getDeployedApplicationNames().contains(archive.name())) {
      throw new StartException(
          archive.file() + " does not start: " + problem + " (see " + bundle.logFolder() + ")");
    }
  }

  private static void fail(String problem) {
    System.err.println("waypost: " + problem);
    System.exit(1);
  }

  /** A reason not to start, in one line. */
  static final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }
}
