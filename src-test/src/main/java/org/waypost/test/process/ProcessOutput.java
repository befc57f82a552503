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

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a process prints: kept, written to a file, and waited for. */
final class ProcessOutput {

  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /** Reads until the process closes its output, in a thread of its own. */
  ProcessOutput(InputStream in, Path file) {
    Thread pump = new Thread(() -> pump(in, file), "output-of-" + file.getFileName());
    pump.setDaemon(true);
    pump.start();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The first line that matches, once it is there; empty when the output or the time ends. */
  synchronized Optional<String> await(Predicate<String> which, Duration atMost)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(atMost);
    while (true) {
      Optional<String> found = lines.stream().filter(which).findFirst();
      long left = Duration.between(Instant.now(), deadline).toMillis();
      if (found.isPresent() || ended || left <= 0) {
        return found;
      }
      wait(left);
    }
  }

  /** The last lines, for the message of a failure. */
  synchronized String tail() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  private void pump(InputStream in, Path file) {
    try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        BufferedWriter writer = Files.newBufferedWriter(file)) {
      String line;
      while ((line = reader.readLine()) != null) {
        writer.write(line);
        writer.newLine();
        writer.flush();
        add(line);
      }
    } catch (IOException e) {
      add("(the output broke off: " + e + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
