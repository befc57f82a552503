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
package org.waypost.delivery;

import java.util.Objects;
import java.util.function.Supplier;
import org.waypost.dane.TlsaPolicies;
import org.waypost.mtasts.StsPolicies;
import org.waypost.tlspolicy.TlsRuleBook;

/**
 * What decides how connections are secured.
 *
 * @param rules the administrators' policies as they are now
 * @param tlsa what domains publish by DANE
 * @param sts what domains publish by MTA-STS
 * @param failures is told of what is wrong with either
 */
public record TlsParts(
    Supplier<TlsRuleBook> rules, TlsaPolicies tlsa, StsPolicies sts, PolicyFailures failures) {

  /** Checks that nothing is null. */
  public TlsParts {
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(tlsa, "tlsa");
    Objects.requireNonNull(sts, "sts");
    Objects.requireNonNull(failures, "failures");
  }

  /** The same, telling somebody else of failures. */
  TlsParts told(PolicyFailures other) {
    return new TlsParts(rules, tlsa, sts, other);
  }

  HopSecuring securing() {
    return new HopSecuring(rules, tlsa, sts, failures);
  }
}
