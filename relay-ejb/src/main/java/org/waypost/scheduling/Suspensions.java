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
package org.waypost.scheduling;

import java.util.Optional;

/**
 * Which sites and domains an administrator has suspended. Asked for every message, by any number of
 * threads: an answer comes from memory.
 */
@FunctionalInterface
public interface Suspensions {

  /** Begins the name of the site at which the mail of a suspended sender waits. */
  String SENDER = "sender:";

  /** Nothing is suspended. */
  Suspensions NONE = (site, domain) -> Optional.empty();

  /**
   * The suspension that holds now for mail to this site or this domain, if there is one; that of
   * the site goes first.
   *
   * @param site name of the site; empty when it is not known, and the domain alone is meant
   * @param domain of the recipients, or a smart host; empty when the site alone is meant
   */
  Optional<Suspension> of(String site, String domain);

  /**
   * The suspension that holds now for mail of this sender, if there is one. It waits at a site
   * whose name is {@link #SENDER} and the sender.
   *
   * @param sender the reverse-path; empty for the null sender
   */
  default Optional<Suspension> ofSender(String sender) {
    return Optional.empty();
  }
}
