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
package org.waypost.dns;

import java.util.Objects;

/**
 * A mail exchanger.
 *
 * @param name of the host, in lower case, without a final dot; or an address in numbers
 * @param preference 0 to 65535, the lowest is tried first
 */
public record MxHost(String name, int preference) {

  /** Checks that there is a name. */
  public MxHost {
    Objects.requireNonNull(name, "A mail exchanger has a name");
  }
}
