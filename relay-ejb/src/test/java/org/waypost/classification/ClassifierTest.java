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
package org.waypost.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.api.mail.Reply;
import org.waypost.json.InvalidMemberException;

class ClassifierTest {

  private final Classifier classifier = new Classifier();

  private record Sample(Category category, String host, String reply) {}

  private static List<Sample> samples() throws Exception {
    List<Sample> samples = new ArrayList<>();
    try (var in = ClassifierTest.class.getResourceAsStream("replies.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split(" \\| ", 3);
          samples.add(
              new Sample(Category.of(parts[0]), parts[1].equals("-") ? null : parts[1], parts[2]));
        }
      }
    }
    return samples;
  }

  @Test
  void knowsTheRepliesOfTheWorld() throws Exception {
    List<Sample> samples = samples();
    String wrong =
        samples.stream()
            .map(
                sample -> {
                  var got = classifier.classify(Refusal.parse(sample.reply(), sample.host()));
                  return got.category() == sample.category()
                      ? ""
                      : sample + " is " + got.category() + " by " + got.rule() + "\n";
                })
            .collect(Collectors.joining());
    assertThat(samples).hasSizeGreaterThan(200);
    assertThat(wrong).isEmpty();
  }

  @Test
  void theHostOfAPeerIsReadFromItsTrace() {
    Refusal refusal =
        Refusal.of(Reply.of(550, "5.2.1", "is disabled"), "alt1.GMAIL.google.com[192.0.2.1]:25");
    assertThat(refusal.host()).isEqualTo("alt1.gmail.google.com");
    assertThat(classifier.classify(refusal).rule()).isEqualTo("gmail-disabled");
  }

  @Test
  void codesAreReadFromALine() {
    assertThat(Refusal.parse("550 5.1.1 no", null))
        .isEqualTo(Refusal.of(Reply.of(550, "5.1.1", "no"), null));
    assertThat(Refusal.parse("550-#5.1.1 no", null).text()).isEqualTo("no");
    assertThat(Refusal.parse("5.2.2 full", null).code()).isEqualTo(550);
    assertThat(Refusal.parse("who knows", null).code()).isZero();
  }

  @Test
  void saysWhichConditionsDecided() {
    var explanation =
        classifier.explain(Refusal.parse("550 5.2.1 The account is disabled", "mx.l.google.com"));
    assertThat(explanation.category()).isEqualTo(Category.INACTIVE);
    assertThat(explanation.rule()).isEqualTo("gmail-disabled");
    assertThat(explanation.why())
        .containsExactly(
            "the enhanced status code 5.2.1 is 5.2.1",
            "the host mx.l.google.com is *.google.com",
            "'disabled' in the text is (inactive|disabled)");
    assertThat(classifier.explain(Refusal.parse("something else", null)))
        .extracting(BounceRules.Explanation::category, BounceRules.Explanation::rule)
        .containsExactly(Category.UNKNOWN, null);
  }

  @Test
  @Timeout(10)
  void noExpressionKeepsAWorkerBusy() {
    classifier.use(
        List.of(new BounceRule("slow", Category.BLOCK, null, null, null, "(a+)+(b+)+$")));
    assertThat(classifier.classify(Refusal.parse("550 5.1.1 " + "a".repeat(1500), null)).category())
        .isEqualTo(Category.UNKNOWN);
  }

  @Test
  void aRuleSaysWhatIsWrongWithIt() {
    assertThatThrownBy(() -> new BounceRule("a", Category.HARD, null, null, null, "(("))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("text"));
    assertThatThrownBy(() -> new BounceRule("a", Category.HARD, null, null, null, null))
        .hasMessageContaining("a condition");
    assertThatThrownBy(() -> new BounceRule("a", Category.HARD, "2", null, null, null))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("code"));
    assertThatThrownBy(() -> new BounceRule("a", Category.HARD, null, null, null, "a(?=b)"))
        .hasMessageContaining("RE2");
    assertThatThrownBy(() -> Category.of("harsh")).hasMessageContaining("hard, inactive");
  }

  @Test
  void everyRuleHasItsOwnName() {
    assertThat(classifier.shippedRules()).extracting(BounceRule::id).doesNotHaveDuplicates();
  }
}
