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
package org.waypost.plugins.service;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real service that a test starts in a folder of its own, and ends. */
public final class RunningService implements AutoCloseable {

  private final Process process;
  private final Path log;

  private RunningService(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a program and waits until it listens; skips the test where there is no such program. */
  public static RunningService start(Path folder, int port, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(find(program));
    command.addAll(Arrays.asList(arguments));
    Path log = folder.resolve("service.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningService service = new RunningService(process, log);
    try {
      await(program + " listens")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> service.listens(port));
    } catch (RuntimeException e) {
      service.close();
      throw new IllegalStateException(program + " said: " + Files.readString(log), e);
    }
    return service;
  }

  private boolean listens(int port) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("It ended: " + Files.readString(log));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where a program is; skips the test where it is not. */
  public static String find(String program) {
    String path = System.getenv("PATH") + ":/usr/sbin:/sbin:/usr/bin";
    String found =
        Arrays.stream(path.split(":"))
            .map(each -> each + "/" + program)
            .filter(each -> new File(each).canExecute())
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        found != null, () -> program + " is not installed; bin/test installs it");
    return found;
  }

  /** A port that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Lets services that give up the rights of root read a folder. */
  public static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Whether this is root, whom some programs want to be told about. */
  public static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    // At once: some take seconds for an orderly end, and what they would keep is in a temporary
    // folder.
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
