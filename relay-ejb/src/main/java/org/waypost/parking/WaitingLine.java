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
package org.waypost.parking;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Those who wait for one site: by priority, within it by party, and there by age. */
interface WaitingLine {

  /** The priorities that somebody waits with, highest first. */
  List<Integer> priorities() throws SQLException;

  /** The next party behind this one that waits with a priority, in the order of their names. */
  Optional<String> partyAfter(int priority, String party) throws SQLException;

  /** The oldest groups of a party. */
  List<WaitingGroup> oldest(int priority, String party, int limit) throws SQLException;
}
