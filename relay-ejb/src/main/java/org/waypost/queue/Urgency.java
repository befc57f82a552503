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
package org.waypost.queue;

/** The priority of a message (RFC 6710) as that of a JMS message, 0 to 9 with 4 for normal. */
final class Urgency {

  private static final int NORMAL = 4;

  private Urgency() {}

  /**
   * The JMS priority, in the same order: higher ones have five levels, lower ones four.
   *
   * @param priority -9 to 9
   */
  static int ofJms(int priority) {
    return priority >= 0 ? NORMAL + (priority * 5 + 8) / 9 : NORMAL - (-priority * 4 + 8) / 9;
  }
}
