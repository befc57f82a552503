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
package org.waypost.plugins.dnslists;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waypost.api.extension.NameLookup;

/**
 * Whether lists are alive, by their test entries (RFC 5782 5): 127.0.0.2 is on every list,
 * 127.0.0.1 on none. A list that was given up often answers to everything.
 */
final class ListHealth {

  private static final System.Logger LOG = System.getLogger(ListHealth.class.getName());
  private static final long KEPT = Duration.ofHours(1).toNanos();

  private record State(boolean sound, long at) {}

  private final NameLookup names;
  private final Map<String, State> states = new ConcurrentHashMap<>();

  ListHealth(NameLookup names) {
    this.names = names;
  }

  /** Whether a list may be believed; asked anew after an hour. */
  boolean isSound(DnsList list) throws IOException {
    State known = states.get(list.zone());
    if (known != null && System.nanoTime() - known.at() < KEPT) {
      return known.sound();
    }
    DnsList any = new DnsList(list.zone(), 0, 0xFFFFFF, 0);
    boolean lists = any.lists(ask(any, 2));
    boolean listsAll = any.lists(ask(any, 1));
    boolean sound = lists && !listsAll;
    if (!sound) {
      LOG.log(
          System.Logger.Level.WARNING,
          "List {0} is not asked for an hour: its test entry {1} (RFC 5782 5)",
          list.zone(),
          listsAll ? "127.0.0.1 is listed" : "127.0.0.2 is not listed");
    }
    states.put(list.zone(), new State(sound, System.nanoTime()));
    return sound;
  }

  private List<InetAddress> ask(DnsList list, int last) throws IOException {
    InetAddress entry = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    return names.addresses(list.nameOf(entry));
  }
}
