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
package org.waypost.smtp.content;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Where the sessions of a listener keep content.
 *
 * @param memory shared by all sessions
 * @param folder for what does not stay in memory
 * @param disk runs disk writes, each of which may block
 * @param threshold octets of one message that stay in memory
 */
public record ContentStore(MemoryBudget memory, SpoolFolder folder, Executor disk, long threshold) {

  /** Checks the parts. */
  public ContentStore {
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(disk, "disk");
    if (threshold < 0) {
      throw new IllegalArgumentException("A threshold is not negative: " + threshold);
    }
  }

  /**
   * Begins a message.
   *
   * @param owner the thread that writes: the session's event loop
   */
  public ContentWriter newWriter(Executor owner) {
    return new ContentWriter(this, owner);
  }
}
