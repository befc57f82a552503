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

import java.util.List;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.NextHop;

/** Where a destination group has to go, as it was found out. */
sealed interface Hops {

  /**
   * To these, tried in order.
   *
   * @param site the name under which their connections are bounded together
   * @param secure whether DNSSEC vouches for the names of the hops
   * @param alias the name that the domain is an alias of; empty when it is none
   */
  record Found(String site, List<NextHop> hops, boolean secure, String alias) implements Hops {

    /** Hops of a domain that is no alias. */
    Found(String site, List<NextHop> hops, boolean secure) {
      this(site, hops, secure, "");
    }

    /** Hops that nobody vouches for, or that were configured. */
    Found(String site, List<NextHop> hops) {
      this(site, hops, false);
    }
  }

  /** Nowhere, for good: the reply is 5xx. */
  record Nowhere(Reply reply) implements Hops {}

  /** That cannot be told at the moment: the reply is 4xx. */
  record NotNow(Reply reply) implements Hops {}
}
