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

/** What a look-up of TLSA records found. */
public sealed interface TlsaAnswer {

  /**
   * Records that DNSSEC vouches for.
   *
   * @param baseDomain the host name that they were found under: the one asked for, or the one that
   *     it is an alias of (RFC 7671 7)
   * @param entries 1 or more
   */
  record Found(String baseDomain, List<Entry> entries) implements TlsaAnswer {

    /** Copies the entries. */
    public Found {
      entries = List.copyOf(entries);
    }
  }

  /**
   * No such records.
   *
   * @param reason a sentence for people
   */
  record None(String reason) implements TlsaAnswer {}

  /**
   * No answer, or a forged one: whether there are records, nobody knows.
   *
   * @param reason a sentence for people
   */
  record Failed(String reason) implements TlsaAnswer {}

  /**
   * The data of one record, as they are, be they of use or not.
   *
   * @param usage of the certificate, 0 to 255
   * @param selector 0 to 255
   * @param matching type, 0 to 255
   * @param data in hexadecimal, lower case
   */
  record Entry(int usage, int selector, int matching, String data) {}
}
