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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a ledger has written is found in the file as it is at that moment, which is what a kill
 * leaves. Freed space is used again at once here, and not after 45 seconds, as H2 does by itself:
 * with that begins what {@link StoreFile} mends.
 */
class KilledDatabaseTest {

  private static final int WRITES = 90;

  @TempDir Path folder;

  @Test
  void everyWriteIsFoundAfterAKill() throws IOException {
    try (Database database = TestDatabases.h2(folder.resolve("live"));
        Ledger ledger = new Ledger(database, Thread::new)) {
      ledger.writeAndWait(statements -> statements.update("set retention_time 0"));
      for (int i = 0; i < WRITES; i++) {
        String key = "k" + i;
        ledger.writeAndWait(LedgerContract.insert(key));
        if (i % 3 == 0) {
          ledger.writeAndWait(
              statements ->
                  statements.update("delete from idempotency where request_key = ?", key));
        }
        if (i % 4 == 0) {
          assertThat(inCopy(i)).as("writes that are found after %s", i).isEqualTo(i - i / 3);
        }
      }
    }
  }

  /** How many rows the database has that opens the file as it is now. */
  private long inCopy(int round) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy" + round));
    Files.copy(folder.resolve("live/waypost.mv.db"), copy.resolve("waypost.mv.db"));
    try (Database killed = TestDatabases.h2(copy)) {
      return killed.<Long>read(statements -> statements.number("select count(*) from idempotency"));
    }
  }
}
