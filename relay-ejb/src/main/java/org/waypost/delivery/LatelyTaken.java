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
package org.waypost.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.waypost.api.mail.MessageId;

/**
 * What this process took from the queue lately. A broker that has died and come back delivers again
 * what was delivered and not yet acknowledged, and does not always say so: its count of deliveries
 * died with it.
 *
 * <p>Remembers the last 20,000, which is far more than can be on their way at one time. May be
 * called by any thread.
 */
final class LatelyTaken {

  private static final int MOST = 20_000;

  private final Map<Key, Boolean> keys = new Recent();

  private record Key(MessageId id, int group) {}

  /** Remembers it; whether it was there already. */
  boolean again(MessageId id, int group) {
    Key key = new Key(id, group);
    synchronized (keys) {
      return keys.put(key, Boolean.TRUE) != null;
    }
  }

  private static final class Recent extends LinkedHashMap<Key, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
      return size() > MOST;
    }
  }
}
