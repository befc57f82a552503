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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the machine to its end, such as swaks.
 *
 * @param exit its exit code
 * @param output what it printed, errors included
 */
public record Command(int exit, String output) {

  /**
   * Runs a program.
   *
   * @throws AssertionError when it does not end within the time; it is killed then
   */
  public static Command run(Duration atMost, String... command) {
    return run(atMost, new ProcessBuilder(command));
  }

  /** Runs what was prepared; where its output goes is this method's matter. */
  public static Command run(Duration atMost, ProcessBuilder prepared) {
    try {
      Path file = Files.createTempFile("waypost-test-command", ".log");
      try {
        return run(atMost, prepared, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(prepared.command() + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while running " + prepared.command(), e);
    }
  }

  private static Command run(Duration atMost, ProcessBuilder prepared, Path file)
      throws IOException, InterruptedException {
    Process process = prepared.redirectErrorStream(true).redirectOutput(file.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      List<ProcessHandle> all = process.descendants().toList();
      process.destroyForcibly().waitFor();
      all.forEach(ProcessHandle::destroyForcibly);
    }
    String output = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (!ended) {
      throw new AssertionError(
          prepared.command() + " did not end within " + atMost + ". Its output:\n" + output);
    }
    return new Command(process.exitValue(), output);
  }

  /**
   * This result.
   *
   * @throws AssertionError when the program did not end with 0
   */
  public Command succeeded() {
    if (exit != 0) {
      throw new AssertionError("Exit code " + exit + ". Output:\n" + output);
    }
    return this;
  }
}
