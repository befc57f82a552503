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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {

  private static final String TABLES =
      "select count(*) from information_schema.tables where lower(table_name) in"
          + " ('message', 'recipient', 'attempt', 'parked', 'content', 'account', 'idempotency')";

  @TempDir Path folder;

  private void hasItsSchemaAfterEveryStart(Optional<String> url) {
    for (int start = 0; start < 2; start++) {
      try (Database database = Database.open(folder, url)) {
        assertThat(database.<Long>read(statements -> statements.number(TABLES))).isEqualTo(7);
      }
    }
  }

  @Test
  void h2HasItsSchemaAfterEveryStart() {
    hasItsSchemaAfterEveryStart(Optional.empty());
  }

  @Test
  void postgresHasItsSchemaAfterEveryStart() throws Exception {
    hasItsSchemaAfterEveryStart(Optional.of(TestDatabases.postgresUrl()));
  }
}
