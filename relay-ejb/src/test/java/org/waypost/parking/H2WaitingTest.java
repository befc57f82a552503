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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.store.Database;
import org.waypost.store.TestDatabases;

class H2WaitingTest extends WaitingContract {

  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  @TempDir Path folder;

  @Override
  Database open() {
    return TestDatabases.h2(folder);
  }

  @Override
  String numbers(int most) {
    return "system_range(1, " + most + ")";
  }

  @Override
  void requireIndex(Database opened, String query) {
    String plan =
        opened.read(
            statements ->
                statements
                    .first("explain analyze " + query, row -> row.getString(1))
                    .orElseThrow());
    long most =
        SCANNED
            .matcher(plan)
            .results()
            .map(MatchResult::group)
            .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
            .max()
            .orElseThrow();
    assertThat(most).as(plan).isLessThan(20);
  }
}
