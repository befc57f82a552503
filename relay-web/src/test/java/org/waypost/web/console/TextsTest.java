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
package org.waypost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waypost.parking.ParkedEntry;
import org.waypost.trace.MessageState;

/** Every text that a page or a class asks for is in the bundle. */
final class TextsTest {

  /** In pages what is asked of the bundle; in classes every literal that looks like a key. */
  private static final Pattern KEY =
      Pattern.compile(
          "t\\['([\\w.]+)'\\]|say\\.with\\('([\\w.]+)'"
              + "|\"((?:signIn|notice|captured|parked|error)\\.(?!xhtml)[\\w.]*\\w)\"");

  private final ResourceBundle texts = ResourceBundle.getBundle(Texts.BUNDLE);

  @Test
  void hasEveryTextThatIsAskedFor() throws IOException {
    Set<String> asked = new TreeSet<>();
    collect(Path.of("src/main/webapp"), asked);
    collect(Path.of("src/main/java"), asked);
    assertThat(asked).hasSizeGreaterThan(80).allMatch(texts::containsKey);
  }

  @Test
  void namesEveryState() {
    for (MessageState state : MessageState.values()) {
      assertThat(texts.getString("state." + Texts.lower(state))).isNotBlank();
    }
    for (ParkedEntry.State state : ParkedEntry.State.values()) {
      assertThat(texts.getString("state." + Texts.lower(state))).isNotBlank();
    }
  }

  @Test
  void formatsWithoutLosingText() {
    for (String key : texts.keySet()) {
      String text = texts.getString(key);
      if (text.contains("{")) {
        // A lone apostrophe would switch formatting off for the rest of the text.
        assertThat(text).as(key).doesNotContain("'");
        assertThat(new MessageFormat(text).format(new Object[] {2, 3})).as(key).doesNotContain("{");
      }
    }
  }

  @Test
  void saysSizesAndDurationsForPeople() {
    Texts say = new Texts();
    assertThat(say.size(0)).isEqualTo("0 B");
    assertThat(say.size(999)).isEqualTo("999 B");
    assertThat(say.size(1_500)).isEqualTo("1.5 kB");
    assertThat(say.size(999_900)).isEqualTo("1.0 MB");
    assertThat(say.size(52_428_800)).isEqualTo("52 MB");
    assertThat(say.duration(59)).isEqualTo("59 s");
    assertThat(say.duration(12_000)).isEqualTo("3 h 20 min");
    assertThat(say.duration(187_200)).isEqualTo("2 d 4 h");
  }

  private static void collect(Path folder, Set<String> keys) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(xhtml|java)")).toList()) {
        Matcher matcher = KEY.matcher(Files.readString(file));
        while (matcher.find()) {
          for (int group = 1; group <= 3; group++) {
            if (matcher.group(group) != null) {
              keys.add(matcher.group(group));
            }
          }
        }
      }
    }
  }
}
