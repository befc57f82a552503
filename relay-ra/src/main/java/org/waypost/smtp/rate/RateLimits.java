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
package org.waypost.smtp.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.listener.ListenerLimits.Rate;
import org.waypost.api.listener.ListenerLimits.Rate.Unit;

/**
 * The rates of a listener. A command that is over one of them takes from none. Safe for any thread.
 */
public final class RateLimits {

  private final List<RateTable> tables;

  RateLimits(List<RateTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /**
   * A message is to begin.
   *
   * @param declared its size, in octets; 0 when it was not declared
   * @return the rate that does not allow it now
   */
  public Optional<Rate> message(Source source, long declared) {
    return over(Unit.BYTES, source, declared).or(() -> take(Unit.MESSAGES, source));
  }

  /**
   * A recipient is named.
   *
   * @return the rate that does not allow it now
   */
  public Optional<Rate> recipient(Source source) {
    return take(Unit.RECIPIENTS, source);
  }

  /**
   * So many octets of a message have come. They are counted even if they are more than the rate
   * allows: then no message may begin until the debt is paid.
   */
  public void octets(Source source, long octets) {
    for (RateTable table : tables) {
      if (table.rate().unit() == Unit.BYTES) {
        table.charge(source, octets);
      }
    }
  }

  private Optional<Rate> over(Unit unit, Source source, long amount) {
    for (RateTable table : tables) {
      if (table.rate().unit() == unit && !table.has(source, amount)) {
        return Optional.of(table.rate());
      }
    }
    return Optional.empty();
  }

  private Optional<Rate> take(Unit unit, Source source) {
    List<RateTable> taken = new ArrayList<>();
    for (RateTable table : tables) {
      if (table.rate().unit() != unit) {
        continue;
      }
      if (!table.take(source, 1)) {
        taken.forEach(earlier -> earlier.giveBack(source, 1));
        return Optional.of(table.rate());
      }
      taken.add(table);
    }
    return Optional.empty();
  }
}
