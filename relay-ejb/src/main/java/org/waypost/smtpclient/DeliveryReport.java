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

import java.util.List;

/**
 * What one attempt to deliver a message came to.
 *
 * @param outcomes exactly one for each recipient of the mail
 * @param uncertain whether a connection was lost after the final dot and before its reply, so that
 *     a recipient may have the message (RFC 1047): the kind of its outcome says so too
 * @param reached whether nothing speaks against the next hops: a peer took a session and answered
 *     in it, or the message itself stood in the way
 */
public record DeliveryReport(List<RecipientOutcome> outcomes, boolean uncertain, boolean reached) {

  /** Copies the outcomes. */
  public DeliveryReport {
    outcomes = List.copyOf(outcomes);
  }
}
