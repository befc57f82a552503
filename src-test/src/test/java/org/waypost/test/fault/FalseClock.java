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
package org.waypost.test.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.waypost.test.process.WaypostLaunch;

/**
 * The time of day of another process, put forward and back by libfaketime: what measures how long
 * something takes (the monotonic clock) stays as it is, as with a clock that is set. The library
 * without locks is the one: the other makes each look at the clock seven times as slow.
 */
final class FalseClock {

  private final Path library;
  private final Path file;
  private Duration ahead = Duration.ZERO;

  private FalseClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** One that is told by this file; nothing where the library is not installed. */
  static Optional<FalseClock> in(Path file) throws IOException {
    try (Stream<Path> found =
        Files.find(
            Path.of("/usr/lib"),
            3,
            (path, attributes) -> path.endsWith("faketime/libfaketime.so.1"))) {
      Optional<Path> library = found.findFirst();
      if (library.isEmpty()) {
        return Optional.empty();
      }
      FalseClock clock = new FalseClock(library.get(), file);
      clock.set(Duration.ZERO);
      return Optional.of(clock);
    }
  }

  /** The launch of a relay that lives by this clock. */
  WaypostLaunch of(WaypostLaunch launch) {
    return launch
        .with("LD_PRELOAD", library.toString())
        .with("FAKETIME_TIMESTAMP_FILE", file.toString())
        .with("FAKETIME_CACHE_DURATION", "1")
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Else timed waits by the monotonic clock return at once, and every waiting thread spins.
        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0")
        .with("NO_FAKE_STAT", "1");
  }

  /** It is so far ahead of this process's, or behind it, within a second. */
  void set(Duration difference) throws IOException {
    ahead = difference;
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+d\n".formatted(difference.toSeconds()));
    // In one step: half a number would be another time.
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What it shows. */
  Instant now() {
    return Instant.now().plus(ahead);
  }
}
