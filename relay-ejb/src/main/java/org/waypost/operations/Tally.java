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
package org.waypost.operations;

/**
 * What an action came to, in destination groups.
 *
 * @param done those that it was done to
 * @param inDelivery those that a worker has in its hands; nothing was done to them
 * @param unchanged those that it has no meaning for, such as what is to be released and is not held
 * @param failed those that it could not be done to, as the log says
 */
public record Tally(long done, long inDelivery, long unchanged, long failed) {

  /** Nothing yet. */
  public static final Tally NOTHING = new Tally(0, 0, 0, 0);

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        done + other.done,
        inDelivery + other.inDelivery,
        unchanged + other.unchanged,
        failed + other.failed);
  }

  /** All of them. */
  public long groups() {
    return done + inDelivery + unchanged + failed;
  }
}
