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

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** What came of one question to the DNS. */
sealed interface Answer {

  /**
   * Records of the type asked for.
   *
   * @param records 1 or more
   * @param owner whose they are: the name asked for, or where its aliases led
   * @param secure whether DNSSEC vouches for all of it
   */
  record Records(List<Record> records, Name owner, boolean secure) implements Answer {

    /** Copies the records. */
    public Records {
      records = List.copyOf(records);
    }

    <T extends Record> List<T> of(Class<T> kind) {
      return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** The name exists, but has no record of that type. */
  record NoData(boolean secure) implements Answer {}

  /** The name does not exist. */
  record NoName(boolean secure) implements Answer {}

  /** No answer, or none that says anything, or one that DNSSEC proves to be forged. */
  record Failed(String reason) implements Answer {}

  /** Whether DNSSEC vouches for it. */
  default boolean secure() {
    return false;
  }
}
