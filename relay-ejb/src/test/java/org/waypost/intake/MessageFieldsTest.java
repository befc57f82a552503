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
package org.waypost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.waypost.content.MemoryContent;

class MessageFieldsTest {

  private final MessageFields fields =
      new MessageFields(
          new MemoryContent(
              ("X-Class: one\r\nSubject: s\r\nx-class:\r\n =?utf-8?q?zw=C3=B6lf?=\r\n\r\nX-Class:"
                      + " body\r\n")
                  .getBytes(StandardCharsets.US_ASCII)));

  @Test
  void findsAllOfAName() {
    assertThat(fields.values("X-CLASS")).containsExactly("one", "zwölf");
    assertThat(fields.values("Subject")).containsExactly("s");
    assertThat(fields.values("X-Other")).isEmpty();
    assertThat(fields.values("X-Clas")).isEmpty();
  }
}
