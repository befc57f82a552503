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

import org.junit.jupiter.api.Test;
import org.waypost.health.DatabaseAwayException;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.UnavailableException;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

final class ProblemMapperTest {

  @Test
  void namesTheFieldOfAnInvalidSubmission() {
    Problem problem =
        ProblemMapper.problemOf(new InvalidSubmissionException("to[0]", "Not an address"));
    assertThat(problem.toJson().toString())
        .isEqualTo(
            "{\"type\":\"urn:waypost:problem:invalid-input\",\"title\":\"Invalid input\","
                + "\"status\":400,\"detail\":\"Not an address\",\"field\":\"to[0]\"}");
  }

  @Test
  void findsWhatAContainerWrapped() {
    Throwable wrapped =
        new IllegalStateException(new RuntimeException(new UnavailableException("x", null)));
    assertThat(ProblemMapper.problemOf(wrapped).status()).isEqualTo(503);
  }

  @Test
  void asksToComeAgainWhenTheDatabaseIsAway() {
    Throwable away = new DatabaseAwayException(null);
    assertThat(ProblemMapper.problemOf(new RuntimeException(away)).status()).isEqualTo(503);
  }

  @Test
  void keepsAProblem() {
    Problem problem = Problem.of(409, "Not captured");
    assertThat(ProblemMapper.problemOf(new ProblemException(problem))).isSameAs(problem);
  }

  @Test
  void tellsNothingOfAFault() {
    Problem problem = ProblemMapper.problemOf(new IllegalStateException("secret detail"));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.toJson().toString()).doesNotContain("secret").doesNotContain("Exception");
  }
}
