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
package org.waypost.mtasts;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a domain's policy.
 *
 * @param policy the one that holds; never of mode none
 * @param problem why there is none though the domain says so
 */
public record StsFinding(Optional<StsPolicy> policy, Optional<Problem> problem) {

  /** Nothing is published. */
  public static final StsFinding NOTHING = new StsFinding(Optional.empty(), Optional.empty());

  /** What goes wrong with policies. */
  public enum Kind {
    /** It cannot be fetched. */
    FETCH,
    /** It is malformed. */
    INVALID,
    /** The certificate of its host does not verify. */
    CERTIFICATE
  }

  /**
   * Why a policy is not known.
   *
   * @param text a sentence for people
   */
  public record Problem(Kind kind, String text) {}

  /** Checks that nothing is null. */
  public StsFinding {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(problem, "problem");
  }

  static StsFinding of(StsPolicy policy) {
    return policy.mode() == StsPolicy.Mode.NONE
        ? NOTHING
        : new StsFinding(Optional.of(policy), Optional.empty());
  }
}
