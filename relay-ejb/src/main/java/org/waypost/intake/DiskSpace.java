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
package org.waypost.intake;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Knows whether the disk of the data folder has space for mail. It is looked at now and then, as
 * asking for every message would cost too much. Safe for use by any number of threads.
 */
public final class DiskSpace {

  private static final Logger LOG = System.getLogger(DiskSpace.class.getName());

  /**
   * The embedded broker takes nothing with 5% free or less, and says so when a transaction is
   * committed, too late for a reply that tells why.
   */
  private static final int LEAST_PERCENT = 6;

  private static final long LEAST_OCTETS = 16L * 1024 * 1024;

  private final Path folder;
  private final boolean embeddedBroker;
  private volatile boolean full;

  /**
   * Looks at the disk that this folder lies on.
   *
   * @param embeddedBroker whether the journal of the broker lies there too
   */
  public DiskSpace(Path folder, boolean embeddedBroker) {
    this.folder = folder;
    this.embeddedBroker = embeddedBroker;
  }

  /** Looks at the disk; called every second. */
  public void look() {
    boolean before = full;
    try {
      FileStore disk = Files.getFileStore(folder);
      long free = disk.getUsableSpace();
      long percent = disk.getTotalSpace() / 100;
      full = free < LEAST_OCTETS || (embeddedBroker && free < percent * LEAST_PERCENT);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The free space of {0} is not known: {1}", folder, e);
      full = false;
    }
    if (full != before) {
      LOG.log(
          full ? Level.ERROR : Level.INFO,
          full
              ? "The disk of {0} is full: mail is refused until there is space again"
              : "The disk of {0} has space again",
          folder);
    }
  }

  /** Whether there was too little space for mail at the last look. */
  boolean isFull() {
    return full;
  }
}
