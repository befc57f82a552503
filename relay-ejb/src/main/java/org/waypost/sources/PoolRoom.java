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
package org.waypost.sources;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.waypost.smtpclient.AddressFamily;
import org.waypost.sources.SourceBook.Share;

/** How many attempts of a line have a source now, at most {@link PoolLines#MOST_SENT} of each. */
final class PoolRoom implements ToLongFunction<PoolLine> {

  private final Supplier<SourceBook> book;
  private final Standings standings;

  PoolRoom(Supplier<SourceBook> book, Standings standings) {
    this.book = book;
    this.standings = standings;
  }

  @Override
  public long applyAsLong(PoolLine line) {
    SourceBook now = book.get();
    if (now.pool(line.pool()).isEmpty()) {
      // It was deleted meanwhile: whoever waits for it finds another way.
      return PoolLines.MOST_SENT;
    }
    long room = 0;
    for (SourcePool pool : now.chain(line.pool())) {
      for (Share share : now.shares(pool)) {
        if (line.families().contains(AddressFamily.of(share.source().address()))) {
          room += standings.room(share.source(), line.site(), PoolLines.MOST_SENT);
        }
      }
    }
    return room;
  }
}
