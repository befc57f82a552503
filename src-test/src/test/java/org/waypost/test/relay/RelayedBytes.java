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
package org.waypost.test.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.waypost.test.sink.ReceivedMail;

/** Demands that a relay changed nothing: one trace field on top, below it what was sent. */
final class RelayedBytes {

  private RelayedBytes() {}

  static void assertUnchanged(ReceivedMail received, byte[] sent, String id) {
    byte[] content = received.content();
    assertThat(content.length).as("octets received").isGreaterThan(sent.length);
    int added = content.length - sent.length;
    // Not assertThat(bytes).isEqualTo: that would print 27 MiB of them.
    assertThat(Arrays.equals(content, added, content.length, sent, 0, sent.length))
        .as(
            "the octets below the added header are those sent, first difference at %d of %d",
            Arrays.mismatch(content, added, content.length, sent, 0, sent.length), sent.length)
        .isTrue();
    String trace =
        new String(content, 0, added, StandardCharsets.UTF_8).replaceAll("\r\n(?=[ \t])", "");
    assertThat(trace)
        .as("the added header")
        .matches("Received: [^\r\n]* by relay\\.test [^\r\n]* id " + id + "[^\r\n]*\r\n");
  }
}
