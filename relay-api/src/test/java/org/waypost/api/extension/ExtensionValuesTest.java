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
package org.waypost.api.extension;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.Verdict;

class ExtensionValuesTest {

  @Test
  void aHeaderFieldMaySpanLinesButNotBecomeTwo() {
    assertThat(new HeaderField("X-Spam", "yes\n\tscore=7").octets())
        .isEqualTo("X-Spam: yes\r\n\tscore=7\r\n".getBytes(US_ASCII));
    assertThatThrownBy(() -> new HeaderField("X-Spam", "yes\r\nBcc: eve@example.org"))
        .hasMessage("The value of header field X-Spam holds a control character");
    assertThatThrownBy(() -> new HeaderField("X-Spam", "yes\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeaderField("X: Y", "no"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeaderField("X", "a".repeat(996)))
        .hasMessageContaining("longer than 998");
  }

  @Test
  void parametersKeepTheirTypes() {
    Parameters parameters =
        Parameters.of(
            Map.of(
                "word", "x", "most", 3, "wait", Duration.ofSeconds(2), "names", List.of("a", "b")));
    assertThat(parameters.text("word")).isEqualTo("x");
    assertThat(parameters.integer("most")).isEqualTo(3);
    assertThat(parameters.duration("wait")).hasSeconds(2);
    assertThat(parameters.list("names")).containsExactly("a", "b");
    assertThat(parameters.flag("absent")).isFalse();
    assertThat(parameters.list("absent")).isEmpty();
    assertThatThrownBy(() -> parameters.text("absent")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> parameters.integer("word")).hasMessage("Parameter word is no long");
    assertThat(parameters).hasToString(parameters.toString()).asString().doesNotContain("=");
  }

  @Test
  void aResultIsBuiltUp() {
    FilterResult result =
        FilterResult.pass().withHeader("A", "1").withHeader("B", "2").withTag("seen");
    assertThat(result.headers()).extracting(HeaderField::name).containsExactly("A", "B");
    assertThat(result.tags()).containsExactly("seen");
    assertThat(FilterResult.hold("two\r\nlines").reason()).isEqualTo("two  lines");
    assertThatThrownBy(() -> FilterResult.refuse(Verdict.accept("2.0.0", "Ok")))
        .hasMessageStartingWith("A refusal is 4xx or 5xx");
    assertThatThrownBy(() -> FilterResult.pass().withTag("a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNewerMinorVersionRunsWhatAnOlderOneAsksFor() {
    ApiVersion ours = new ApiVersion(1, 2);
    assertThat(ours.runs(ApiVersion.parse("1.0"))).isTrue();
    assertThat(ours.runs(ApiVersion.parse("1.3"))).isFalse();
    assertThat(ours.runs(ApiVersion.parse("2.0"))).isFalse();
    assertThatThrownBy(() -> ApiVersion.parse("one")).hasMessage("'one' is no version such as 1.0");
  }
}
