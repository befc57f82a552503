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
package org.waypost.smtpclient;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the security of a hop comes from.
 *
 * @param kind who said it
 * @param domain the destination to report to what came of it; empty when nothing is to be reported
 * @param nameProven whether the host's name is sure to belong to the destination: configured, or
 *     found by DNSSEC, or named by a policy of MTA-STS that is enforced (RFC 8689 4.2.1)
 * @param misnamed whether the host is not among those of a policy that is only tested
 * @param policy what was published, for reports (RFC 8460 4.2), a line for each string; else empty
 */
public record PolicyOrigin(
    Kind kind, String domain, boolean nameProven, boolean misnamed, String policy) {

  /** A host that an administrator named. */
  public static final PolicyOrigin CONFIGURED = new PolicyOrigin(Kind.USUAL, "", true, false, "");

  /** A host whose name nobody vouches for, and of which nothing is reported. */
  public static final PolicyOrigin UNREPORTED = new PolicyOrigin(Kind.USUAL, "", false, false, "");

  /** Who said it. */
  public enum Kind {
    /** Nobody: it is what holds where nothing is said. */
    USUAL(null),
    /** A route. */
    ROUTE(null),
    /** A TLS policy of an administrator's. */
    RULE(null),
    /** TLSA records. */
    TLSA("dane"),
    /** MTA-STS, mode enforce. */
    STS("sts"),
    /** MTA-STS, mode testing. */
    STS_TESTING("sts-testing");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it is shown in place of the level, if it is. */
    Optional<String> word() {
      return Optional.ofNullable(word);
    }
  }

  /** Checks that nothing is null. */
  public PolicyOrigin {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(policy, "policy");
  }
}
