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
package org.waypost.smtp.session;

import org.waypost.smtp.content.MemoryBudget;

/**
 * What a session's buffers hold beyond the share that each session has for nothing, counted in the
 * memory of all. Confined to the event loop of the session.
 */
final class BufferShare implements AutoCloseable {

  /** Octets that every session may have in its buffers. */
  static final int FREE = 4 * 1024;

  private final MemoryBudget memory;
  private long charged;

  BufferShare(MemoryBudget memory) {
    this.memory = memory;
  }

  /** The buffers hold so much now. */
  void holds(long octets) {
    long over = Math.max(0, octets - FREE);
    if (over > charged) {
      memory.charge(over - charged);
    } else if (over < charged) {
      memory.release(charged - over);
    }
    charged = over;
  }

  @Override
  public void close() {
    holds(0);
  }
}
