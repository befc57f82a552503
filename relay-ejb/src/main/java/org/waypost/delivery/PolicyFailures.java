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

import org.waypost.smtpclient.PolicyOrigin;
import org.waypost.smtpclient.TlsFailure;

/** Is told of what is wrong with a policy before there is a session. Returns at once. */
@FunctionalInterface
public interface PolicyFailures {

  /** Wants to know nothing. */
  PolicyFailures NONE = (domain, kind, host, failure, reason) -> {};

  /**
   * Something is wrong with what a domain publishes.
   *
   * @param host the exchanger; empty when it is about all
   * @param reason a sentence for people
   */
  void found(String domain, PolicyOrigin.Kind kind, String host, TlsFailure failure, String reason);
}
