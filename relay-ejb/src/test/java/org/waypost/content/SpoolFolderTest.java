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
package org.waypost.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {

  @TempDir Path folder;

  @Test
  void deletesWhatAProcessThatDiedHasLeft() throws Exception {
    Path spool = folder.resolve("spool");
    Files.createDirectories(spool);
    Files.createFile(spool.resolve("delivery-1.eml"));
    Files.createFile(spool.resolve("rest-2.eml"));
    Files.createFile(spool.resolve("smtp-relay-3.eml"));

    SpoolFolder.prepare(spool);

    try (var left = Files.list(spool)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactly("smtp-relay-3.eml");
    }
  }

  @Test
  void makesTheFolder() throws Exception {
    SpoolFolder.prepare(folder.resolve("new/spool"));

    assertThat(folder.resolve("new/spool")).isDirectory();
  }
}
