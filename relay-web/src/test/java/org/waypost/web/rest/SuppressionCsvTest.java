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

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.classification.Category;
import org.waypost.paging.Page;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.Suppressions;
import org.waypost.web.problem.ProblemException;

/** Entries of the suppression list that come and go as lines. */
final class SuppressionCsvTest {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

  private final ListedHere listed = new ListedHere();
  private final SuppressionsResource resource = resource(listed);

  /** A list in memory. */
  private static final class ListedHere implements Suppressions {
    private final List<Suppression> entries = new ArrayList<>();

    @Override
    public Page<Suppression> list(Query query) {
      return new Page<>(entries, query.page(), entries.size());
    }

    @Override
    public List<Suppression> behind(String address, String scope, int limit) {
      return entries.stream()
          .sorted(Comparator.comparing(Suppression::address).thenComparing(Suppression::scope))
          .filter(
              each ->
                  each.address().compareTo(address) > 0
                      || (each.address().equals(address) && each.scope().compareTo(scope) > 0))
          .limit(limit)
          .toList();
    }

    @Override
    public Optional<Suppression> find(String address, String scope) {
      return entries.stream().filter(each -> each.address().equals(address)).findFirst();
    }

    @Override
    public boolean put(Suppression suppression) {
      return putAll(List.of(suppression)) == 1;
    }

    @Override
    public int putAll(List<Suppression> suppressions) {
      entries.addAll(suppressions);
      return suppressions.size();
    }

    @Override
    public boolean delete(String address, String scope) {
      return entries.removeIf(each -> each.address().equals(address));
    }
  }

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private static SuppressionsResource resource(Suppressions suppressions) {
    SuppressionsResource resource = new SuppressionsResource();
    resource.suppressions = suppressions;
    return resource;
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SuppressionCsv read(String text) {
    return SuppressionCsv.read(body(text), NOW);
  }

  @Test
  void readsFieldsInQuotes() {
    SuppressionCsv csv =
        read(
            """
            \uFEFFaddress,category,reason,expiresAt,scope
            Bob@X.example,hard,"said ""no"", twice",2027-01-01T00:00:00Z,news.example

            @y.example
            """
                .replace("\n", "\r\n"));
    assertThat(csv.problems()).isEmpty();
    assertThat(csv.entries()).hasSize(2);
    Suppression bob = csv.entries().get(0);
    assertThat(bob.address()).isEqualTo("bob@x.example");
    assertThat(bob.category()).isEqualTo(Category.HARD);
    assertThat(bob.reason()).isEqualTo("said \"no\", twice");
    assertThat(bob.scope()).isEqualTo("news.example");
    assertThat(bob.expiresAt()).contains(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(csv.entries().get(1).address()).isEqualTo("@y.example");
  }

  @Test
  void badLinesAreNamedAndTheOthersTaken() {
    JsonObject answer =
        resource.putAll(
            body(
                """
                a@x.example
                not an address
                b@x.example,harsh
                c@x.example,hard,,yesterday
                d@x.example,hard,"open
                e@x.example,hard,,2020-01-01T00:00:00Z
                f@x.example,,,,not a domain!
                g@x.example
                """));
    assertThat(answer.getInt("added")).isEqualTo(2);
    assertThat(answer.getInt("refused")).isEqualTo(6);
    assertThat(answer.getJsonArray("problems").getValuesAs(JsonObject.class))
        .extracting(each -> each.getInt("line") + " " + each.getString("member"))
        .containsExactly("2 address", "3 category", "4 expiresAt", "5 ", "6 expiresAt", "7 scope");
    assertThat(listed.entries)
        .extracting(Suppression::address)
        .containsExactly("a@x.example", "g@x.example");
  }

  @Test
  void aHundredThousandLinesAreTakenAndNoMore() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("user").append(i).append("@x.example,hard\n");
    }
    assertThat(read(lines.toString()).entries()).hasSize(100_000);
    assertThatThrownBy(() -> read(lines + "one@more.example\n"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
  }

  @Test
  void whatIsWrittenIsNoFormulaAndCanBeReadAgain() throws IOException {
    resource.putAll(
        body(
            """
            @x.example,policy,=1+1
            +a@x.example,,"-2, ""b""\"
            plain@x.example,full,'quoted'
            """));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SuppressionExport.write(listed, out);

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).startsWith("'+a@x.example,policy,\"'-2, \"\"b\"\"\",");
    assertThat(lines.get(2)).startsWith("'@x.example,policy,'=1+1,");
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContainPattern("(^|,)[=+@-]"));
    List<Suppression> again = read(out.toString(StandardCharsets.UTF_8)).entries();
    assertThat(again)
        .extracting(each -> each.address() + " " + each.category().word() + " " + each.reason())
        .containsExactlyInAnyOrderElementsOf(
            listed.entries.stream()
                .map(each -> each.address() + " " + each.category().word() + " " + each.reason())
                .toList());
  }
}
