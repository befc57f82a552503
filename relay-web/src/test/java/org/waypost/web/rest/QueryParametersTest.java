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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.paging.PageRequest;
import org.waypost.trace.MessageState;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

final class QueryParametersTest {

  private static final Set<String> KNOWN = Set.of("a", "page", "size");

  @Test
  void namesAnUnknownParameter() {
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> query("stat", "x")).problem();
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.field()).isEqualTo("stat");
  }

  @Test
  void takesAnEmptyParameterAsNotGiven() {
    assertThat(query("a", "").text("a")).isNull();
    assertThat(query("a", "").instant("a")).isNull();
  }

  @Test
  void readsTimesWithAnOffsetAndDaysInUtc() {
    assertThat(query("a", "2026-11-23T09:30:00+01:00").instant("a"))
        .isEqualTo(Instant.parse("2026-11-23T08:30:00Z"));
    assertThat(query("a", "2026-11-23").instant("a"))
        .isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-11-23T09:30:00", "2026-13-01", "1764000000"})
  void refusesOtherTimes(String time) {
    assertRefused(time, query -> query.instant("a"));
  }

  @Test
  void readsStatesInLowerCaseOnly() {
    assertThat(query("a", "delivered").oneOf("a", MessageState.class))
        .isEqualTo(MessageState.DELIVERED);
    assertRefused("DELIVERED", query -> query.oneOf("a", MessageState.class));
    assertRefused("sent", query -> query.oneOf("a", MessageState.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000001", "99999999999", "two", "1.5"})
  void refusesPagesOutOfRange(String page) {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> query("page", page).page())
                .problem()
                .field())
        .isEqualTo("page");
  }

  @Test
  void hasADefaultPage() {
    assertThat(query("a", "x").page()).isEqualTo(PageRequest.first());
    assertThat(query("size", "500").page()).isEqualTo(new PageRequest(1, 500));
  }

  @Test
  void refusesAParameterGivenTwice() {
    assertThat(catchThrowableOfType(ProblemException.class, () -> query("a", "1", "2").text("a")))
        .isNotNull();
  }

  @Test
  void splitsLists() {
    assertThat(query("a", "x@a, y@b", "z@c").list("a")).containsExactly("x@a", "y@b", "z@c");
  }

  @Test
  void takesWhatIsNoIdAsNotFound() {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> QueryParameters.id("../x"))
                .problem()
                .status())
        .isEqualTo(404);
  }

  private static void assertRefused(String value, Consumer<QueryParameters> read) {
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> read.accept(query("a", value)))
            .problem();
    assertThat(problem.field()).isEqualTo("a");
    assertThat(problem.status()).isEqualTo(400);
  }

  private static QueryParameters query(String name, String... values) {
    HashMap<String, List<String>> map = new HashMap<>();
    map.put(name, new ArrayList<>(List.of(values)));
    return new QueryParameters(new AbstractMultivaluedMap<String, String>(map) {}, KNOWN);
  }
}
