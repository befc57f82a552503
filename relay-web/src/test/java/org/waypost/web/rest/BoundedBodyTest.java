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

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.waypost.web.problem.ProblemException;

final class BoundedBodyTest {

  @Test
  void refusesABodyOverTheLimit() {
    BoundedBody body =
        new BoundedBody(
            new ByteArrayInputStream(new byte[1000]), new BodyLimit(500, "LIMIT", " Advice."));
    ProblemException refusal = catchThrowableOfType(ProblemException.class, body::readAllBytes);
    assertThat(refusal.problem().status()).isEqualTo(413);
    assertThat(refusal.problem().detail())
        .isEqualTo("The body is larger than 500 octets (LIMIT). Advice.");
  }
}
