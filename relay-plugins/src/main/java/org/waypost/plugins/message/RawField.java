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
package org.waypost.plugins.message;

import java.util.Objects;

/**
 * A field of a header (RFC 5322 2.2).
 *
 * @param name the name, as written; empty for a line that is no field
 * @param raw what stands after the colon, with its first space and its folds, lines ended by CR LF;
 *     without the last CR LF. Octets are kept as characters of ISO 8859-1
 */
public record RawField(String name, String raw) {

  /** Checks that both are there. */
  public RawField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(raw, "raw");
  }

  /** The value without folds and without spaces around it (RFC 5322 2.2.3). */
  public String value() {
    return raw.replace("\r\n", "").strip();
  }

  /** Whether it has this name, letters of either case. */
  public boolean is(String other) {
    return name.stripTrailing().equalsIgnoreCase(other);
  }

  /** The field as it stands in the message, without the last CR LF. */
  public String text() {
    return name.isEmpty() ? raw : name + ":" + raw;
  }
}
