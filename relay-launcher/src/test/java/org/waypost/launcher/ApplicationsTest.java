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
package org.waypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsTest {

  @TempDir Path folder;

  @Test
  void namesFilesAsAClassPathDoes() throws Exception {
    Path shop = Files.createFile(folder.resolve("shop.war"));
    Path crm = Files.createFile(folder.resolve("crm-2.0.war"));

    assertThat(Applications.parse(shop + File.pathSeparator + crm)).containsExactly(shop, crm);
    assertThat(Applications.name(crm)).isEqualTo("crm-2.0");
  }

  @Test
  void whatCannotRunIsNamed() throws Exception {
    Path own = Files.createFile(folder.resolve("api.war"));
    Path ear = Files.createFile(folder.resolve("shop.ear"));
    Path missing = folder.resolve("missing.war");

    for (Path wrong : new Path[] {own, ear, missing}) {
      assertThatThrownBy(() -> Applications.parse(wrong.toString()))
          .hasMessageContaining("WAYPOST_APPLICATIONS");
    }
  }
}
