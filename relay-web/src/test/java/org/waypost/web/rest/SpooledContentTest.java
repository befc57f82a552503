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
package org.waypost.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.web.spool.SpoolFolder;

final class SpooledContentTest {

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 900_000})
  void givesBackWhatItReadAnyNumberOfTimes(int size) throws IOException {
    byte[] octets = new byte[size];
    Arrays.fill(octets, (byte) 'x');
    SpooledContent content =
        SpooledContent.read(new ByteArrayInputStream(octets), new SpoolFolder(folder));
    try (content) {
      assertThat(content.size()).isEqualTo(size);
      assertThat(content.hasEightBit()).isFalse();
      assertThat(folder.toFile().list((where, name) -> name.startsWith("rest-")))
          .hasSize(size < SpooledContent.IN_MEMORY ? 0 : 1);
      for (int i = 0; i < 2; i++) {
        try (InputStream in = content.open()) {
          assertThat(in.readAllBytes()).isEqualTo(octets);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(octets);
      }
    }
    assertThat(folder).isEmptyDirectory();
    if (size >= SpooledContent.IN_MEMORY) {
      assertThatThrownBy(content::open).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 400_000})
  void seesEightBitOctets(int at) throws IOException {
    byte[] octets = new byte[500_000];
    octets[at] = (byte) 0xC3;
    try (SpooledContent content =
        SpooledContent.read(new ByteArrayInputStream(octets), new SpoolFolder(folder))) {
      assertThat(content.hasEightBit()).isTrue();
    }
  }
}
