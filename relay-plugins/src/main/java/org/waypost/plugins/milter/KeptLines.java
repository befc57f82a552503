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
package org.waypost.plugins.milter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections that are kept for the next message of the same SMTP client. For any number of
 * threads; the lock is held for a walk over a few entries.
 */
final class KeptLines {

  private final int most;
  private final long idleNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Line> lines = new ArrayDeque<>();
  private boolean closed;

  KeptLines(int most, long idleNanos) {
    this.most = most;
    this.idleNanos = idleNanos;
  }

  /** Takes the one that was used last for such a session. */
  Optional<Line> take(Line.Session session) {
    lock.lock();
    try {
      for (Iterator<Line> all = lines.iterator(); all.hasNext(); ) {
        Line each = all.next();
        if (each.session().equals(session)) {
          all.remove();
          return Optional.of(each);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps one; gives those for which there is no more room or time, to be left. */
  List<Line> keep(Line line) {
    List<Line> leaving = new ArrayList<>();
    lock.lock();
    try {
      lines.addFirst(line);
      long now = System.nanoTime();
      while (!lines.isEmpty()
          && (closed || lines.size() > most || now - lines.peekLast().since() > idleNanos)) {
        leaving.add(lines.removeLast());
      }
    } finally {
      lock.unlock();
    }
    return leaving;
  }

  int count() {
    lock.lock();
    try {
      return lines.size();
    } finally {
      lock.unlock();
    }
  }

  /** Gives all, to be left, and keeps none any more. */
  List<Line> close() {
    lock.lock();
    try {
      closed = true;
      List<Line> all = List.copyOf(lines);
      lines.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }
}
