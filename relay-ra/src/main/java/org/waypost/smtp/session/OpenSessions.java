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

import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.waypost.api.listener.SessionStatus;

/**
 * The open sessions of one listener or of several, in the order they began. Safe for any thread.
 */
public final class OpenSessions {

  /** Most that one page holds. */
  public static final int MOST = 1000;

  // Ids are numbers that grow, all of the same length: their order is that of their letters.
  private final ConcurrentNavigableMap<String, OpenSession> byId = new ConcurrentSkipListMap<>();

  void add(OpenSession session) {
    byId.put(session.id(), session);
  }

  void remove(OpenSession session) {
    byId.remove(session.id(), session);
  }

  /** How many there are. */
  public int size() {
    return byId.size();
  }

  /**
   * A page of them.
   *
   * @param listener its name; null for those of all
   * @param after id of the session behind which to begin, open or not; null for the first
   * @param limit 1 to {@link #MOST}
   * @throws IllegalArgumentException when the limit is out of range
   */
  public List<SessionStatus> page(String listener, String after, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: 1 to " + MOST + ", not " + limit);
    }
    return (after == null ? byId : byId.tailMap(after, false))
        .values().stream()
            .filter(session -> listener == null || session.listener().equals(listener))
            .limit(limit)
            .map(OpenSession::status)
            .toList();
  }

  /**
   * Ends a session with 421, whatever it is doing; it is gone a moment later.
   *
   * @return false when there is none of that id
   */
  public boolean end(String id) {
    OpenSession session = byId.get(id);
    if (session == null) {
      return false;
    }
    session.end();
    return true;
  }
}
