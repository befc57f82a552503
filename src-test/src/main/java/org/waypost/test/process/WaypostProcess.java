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
package org.waypost.test.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.waypost.test.rest.RestClient;

/** A relay that runs. */
public final class WaypostProcess implements AutoCloseable {

  /** How the line begins that tells that mail is accepted. */
  public static final String READY = "Waypost is ready";

  private static final AtomicInteger STARTED = new AtomicInteger();

  private final WaypostLaunch launch;
  private final Process process;
  private final ProcessOutput output;
  private final Path kept;

  private WaypostProcess(WaypostLaunch launch, Process process, ProcessOutput output, Path kept) {
    this.launch = launch;
    this.process = process;
    this.output = output;
    this.kept = kept;
  }

  static WaypostProcess spawn(WaypostLaunch launch) {
    Path root = Path.of(System.getProperty("waypost.root", "..")).toAbsolutePath().normalize();
    ProcessBuilder builder = new ProcessBuilder(root.resolve("bin/waypost").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("WAYPOST_"));
    builder.environment().putAll(launch.settings());
    builder.directory(root.toFile());
    builder.redirectErrorStream(true);
    try {
      Path logs = Files.createDirectories(Path.of(System.getProperty("waypost.logs", "target")));
      String name =
          "waypost-" + Integer.getInteger("waypost.fork", 1) + "-" + STARTED.incrementAndGet();
      Process process = builder.start();
      process.getOutputStream().close();
      WaypostProcess started =
          new WaypostProcess(
              launch,
              process,
              new ProcessOutput(process.getInputStream(), logs.resolve(name + ".log")),
              logs.resolve(name));
      Runtime.getRuntime().addShutdownHook(new Thread(started::endWithTheTests, "end-waypost"));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("bin/waypost cannot be started", e);
    }
  }

  /** How it was started. */
  public WaypostLaunch launch() {
    return launch;
  }

  /** Port of the relay listener. */
  public int smtpPort() {
    return port("SMTP");
  }

  /** Port of console and REST. */
  public int httpPort() {
    return port("HTTP");
  }

  /** Root of the console. */
  public URI root() {
    return URI.create("http://127.0.0.1:" + httpPort() + "/");
  }

  /** A client that is signed in as {@code admin}. */
  public RestClient rest() {
    return RestClient.basic(root(), "admin", launch.setting("WAYPOST_ADMIN_PASSWORD"));
  }

  /** What it has printed so far. */
  public List<String> output() {
    return output.lines();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for the line that says that mail is accepted, and returns it.
   *
   * @throws AssertionError when it ends before, or the time is over; it is killed then
   */
  public String awaitReady(Duration atMost) {
    try {
      return output
          .await(line -> line.startsWith(READY), atMost)
          .orElseThrow(() -> failed("is not ready within " + atMost));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Waits for its end, and returns the exit code.
   *
   * @throws AssertionError when it runs on; it is killed then
   */
  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed("has not ended within " + atMost);
      }
      keepLogs();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Ends it in order (SIGTERM), and returns the exit code. */
  public int stop() {
    process.destroy();
    return awaitExit(Duration.ofMinutes(1));
  }

  /** Kills it at once (SIGKILL), and waits until it is gone. */
  public void kill9() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor();
      keepLogs();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Ends it in order, when it still runs. */
  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }

  private void endWithTheTests() {
    if (process.isAlive()) {
      kill9();
    }
  }

  /** The last lines of its output, for the message of a failure. */
  public String tail() {
    return output.tail();
  }

  /**
   * The data folder of a test is deleted after it; what the server logged there is wanted later.
   */
  private synchronized void keepLogs() {
    Path logs = launch.data().resolve("log");
    if (!Files.isDirectory(logs)) {
      return;
    }
    try (Stream<Path> files = Files.list(logs)) {
      Files.createDirectories(kept);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The log of the relay cannot be kept", e);
    }
  }

  private int port(String listener) {
    return Integer.parseInt(launch.setting("WAYPOST_" + listener + "_PORT"));
  }

  private AssertionError failed(String what) {
    String state = process.isAlive() ? "It still ran." : "Exit code " + process.exitValue() + ".";
    kill9();
    return new AssertionError("bin/waypost " + what + ". " + state + " Its output:\n" + tail());
  }

  private AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    process.destroyForcibly();
    return new AssertionError("Interrupted", e);
  }
}
