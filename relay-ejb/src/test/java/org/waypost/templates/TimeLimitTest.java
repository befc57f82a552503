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
package org.waypost.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waypost.json.InvalidMemberException;

class TimeLimitTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void aLoopThatWritesNothingIsInterrupted() {
    FreeMarkerEngine engine = new FreeMarkerEngine(new TimeLimit(timer, Duration.ofMillis(50)));
    Template endless =
        new Template(
            "t", "", Locale.ENGLISH, "s", "<#list 1..2000000000 as x></#list>", null, List.of());
    CompiledTemplate compiled =
        new CompiledTemplate(engine, new TemplateVersion(endless, 1, Instant.EPOCH, null));

    assertThatThrownBy(() -> compiled.fill(JsonValue.EMPTY_JSON_OBJECT))
        .isInstanceOf(InvalidMemberException.class)
        .hasMessageContaining("takes too long");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void workInTimeIsLeftAlone() {
    assertThat(new TimeLimit(timer, Duration.ofMinutes(1)).run(() -> "done")).isEqualTo("done");
    assertThat(Thread.interrupted()).isFalse();
  }
}
