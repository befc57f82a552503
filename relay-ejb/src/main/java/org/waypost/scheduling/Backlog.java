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
package org.waypost.scheduling;

import java.util.List;
import java.util.Optional;

/**
 * What waits for sites, as the scheduling knows it: counts and decisions. The mail itself waits in
 * the database. Safe for use by any number of threads; nothing here blocks.
 */
public interface Backlog {

  /** Names of sites for which mail may be waiting and which have room for it now. */
  List<String> ready();

  /** How many groups may leave for a site now, 0 or more; unknown sites have room for a few. */
  int room(String site);

  /** So many groups are on their way to the workers. */
  void sent(String site, int groups);

  /**
   * What a look into the database found.
   *
   * @param site whose mail was looked for
   * @param asked number of groups looked for
   * @param found number of groups found: fewer than asked when no more wait
   */
  void looked(String site, int asked, int found);

  /** Mail waits for this site, which another node or an earlier process may have parked. */
  void waits(String site);

  /** The site that mail for a destination went to lately. */
  Optional<String> siteOf(String destination);

  /** Where mail for a destination has to wait while its domain is suspended. */
  Optional<String> suspendedDomain(String site, String destination);
}
