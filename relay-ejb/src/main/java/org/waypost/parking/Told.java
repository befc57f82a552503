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
package org.waypost.parking;

/**
 * Of what the sender of a message has been told, so that it is not told again.
 *
 * @param delay that delivery takes long (RFC 3461 4.1)
 * @param deadline that the time has passed that it gave for delivery (RFC 2852)
 */
public record Told(boolean delay, boolean deadline) {

  /** Told of nothing. */
  public static final Told NOTHING = new Told(false, false);

  /** The same, and these. */
  public Told and(boolean alsoDelay, boolean alsoDeadline) {
    return new Told(delay || alsoDelay, deadline || alsoDeadline);
  }
}
