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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Figures that a test found out, for people: {@code bin/test} prints them at its end. */
public final class Findings {

  private Findings() {}

  /** Adds one line to {@code findings.txt} in the folder {@code waypost.logs}. */
  public static synchronized void add(String line) {
    try {
      Path folder = Files.createDirectories(Path.of(System.getProperty("waypost.logs", "target")));
      Files.writeString(
          folder.resolve("findings.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The findings cannot be written", e);
    }
  }
}
