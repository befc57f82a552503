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
package org.waypost.dns;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** How long answers hold: as long as they say, within bounds. */
final class Ttl {

  // So that records that are never to be cached do not cost a question for each message.
  private static final long LEAST = 1;
  // Longer is of no use, and a mistake in a zone should not outlive its correction for long.
  private static final long MOST = Duration.ofDays(1).toSeconds();
  private static final long MOST_NEGATIVE = Duration.ofMinutes(5).toSeconds();

  private Ttl() {}

  static Duration of(List<Record> records) {
    return within(records.stream().mapToLong(Record::getTTL).min().orElse(0), MOST);
  }

  /** RFC 2308 5: the lesser of the SOA's TTL and its MINIMUM field; without SOA it is not kept. */
  static Duration ofAbsence(Message message) {
    long seconds = 0;
    for (Record each : message.getSection(Section.AUTHORITY)) {
      if (each instanceof SOARecord soa) {
        seconds = Math.min(soa.getTTL(), soa.getMinimum());
      }
    }
    return within(seconds, MOST_NEGATIVE);
  }

  private static Duration within(long seconds, long most) {
    return Duration.ofSeconds(Math.max(LEAST, Math.min(seconds, most)));
  }
}
