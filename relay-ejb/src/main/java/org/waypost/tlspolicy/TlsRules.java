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
package org.waypost.tlspolicy;

import java.time.Instant;
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** The TLS policies as managed resources. */
public interface TlsRules {

  /**
   * A policy as it is stored.
   *
   * @param rule what it says
   * @param changedAt when it was written last
   */
  record Stored(TlsRule rule, Instant changedAt) {}

  /** Policies by name. */
  Page<Stored> list(PageRequest page);

  /** One policy. */
  Optional<Stored> find(String name);

  /** Makes a policy; nothing when there is one of that name. */
  Optional<Stored> create(TlsRule rule);

  /** Changes a policy as a whole, or makes it. */
  Stored replace(TlsRule rule);

  /** False when there is none of that name. */
  boolean delete(String name);
}
