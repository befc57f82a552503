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
package org.waypost.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest extends LedgerContract {

  private String url;

  @Override
  Database open() throws SQLException {
    url = TestDatabases.postgresUrl();
    return Database.open(Path.of("unused"), Optional.of(url));
  }

  @Test
  void aBrokenConnectionIsReplacedAndTheWorkRunsAgain() {
    List<String> runs = new ArrayList<>();
    int written =
        ledger()
            .writeAndWait(
                statements -> {
                  runs.add("run");
                  if (runs.size() == 1) {
                    TestDatabases.cutConnections(url);
                  }
                  return insert("again").run(statements);
                });

    assertThat(written).isEqualTo(1);
    assertThat(runs).hasSize(2);
    assertThat(keys()).containsExactly("again");
  }

  @Test
  void workAfterWorkSurvivesConnectionsThatBreak() throws SQLException {
    for (int i = 0; i < 3; i++) {
      ledger().writeAndWait(insert("before" + i));
      TestDatabases.cutConnections(url);
    }
    ledger().writeAndWait(insert("last"));

    assertThat(keys()).containsExactly("before0", "before1", "before2", "last");
    assertThat(database().isUp()).isTrue();
  }
}
